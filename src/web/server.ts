/** The HTTP side: health, metrics and the sign-in at Spotify. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { languageDetector } from 'hono/language';
import { secureHeaders } from 'hono/secure-headers';
import { currentRequest, inRequest } from '../concurrency/request-scope.ts';
import { isAbort, ServiceError, UserError } from '../errors.ts';
import { inWords } from '../locales/in-words.ts';
import { type Language, languageSchema, languages } from '../model/language.ts';
import { type Accounts, pagesIn, styleHash } from './pages.ts';

export type WebServerOptions = {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** What `/healthz` says, and whether with 200 or 503. */
  health(): { ok: boolean; [fact: string]: unknown } | Promise<{ ok: boolean; [fact: string]: unknown }>;
  /** What `/metrics` says; without it there is no such page. */
  metrics?: (() => Promise<{ contentType: string; body: string }>) | undefined;
  /** The sign-in at Spotify; without it there are no such pages. */
  spotify?: SpotifyPages | undefined;
  /** Do people reach us by https? Then the cookie is sent by https only. */
  isHttps?: boolean;
  /** Called with our own bugs, for the log. */
  onBug?: (error: unknown) => void;
};

export type SpotifyPages = {
  start(ticket: string): Promise<{ address: string; browserSecret: string }>;
  finish(
    answer: { code?: string | undefined; state?: string | undefined; error?: string | undefined },
    browserSecret: string | undefined,
  ): Promise<Accounts & { token: string }>;
  confirm(token: string, browserSecret: string): Promise<Accounts>;
  undo(browserSecret: string): Promise<boolean>;
};

const cookie = 'scenescore_link';
const languageCookie = 'scenescore_language';

/** The link says the language of the person who asked for it, and the cookie from then on; else the browser does. */
const detectLanguage = languageDetector({
  supportedLanguages: [...languages],
  fallbackLanguage: 'en',
  lookupQueryString: 'lang',
  lookupCookie: languageCookie,
  caches: false,
});
const languageOf = (context: Context): Language => languageSchema.parse(context.get('language'));
const pagesFor = (context: Context) => pagesIn(languageOf(context));

/** A page with a sentence for the person; throws bugs, for `onError`. */
function refuse(context: Context, error: unknown): Response | Promise<Response> {
  const pages = pagesFor(context);
  if (error instanceof UserError) {
    const sentence = inWords(error.sentence, languageOf(context));
    return error.code === 'spotify-paste-it'
      ? context.html(pages.almostThere(sentence))
      : context.html(pages.nothingLinked(sentence), 403);
  }
  if (error instanceof ServiceError || isAbort(error)) return context.html(pages.failed(), 502);
  throw error;
}

function addSpotify(app: Hono, spotify: SpotifyPages, isHttps: boolean): void {
  // `Lax` because the browser comes back from Spotify; path `/` because a proxy may serve us below another path.
  const kept = { httpOnly: true, sameSite: 'Lax', secure: isHttps, path: '/', maxAge: 3600 } as const;

  app.get('/spotify/start', async (context) => {
    // Browsers and link scanners prefetch: that must not use up the link.
    if (context.req.method === 'HEAD' || /prefetch/.test(context.req.header('sec-purpose') ?? '')) {
      return context.body(null, 204);
    }
    try {
      const { address, browserSecret } = await spotify.start(context.req.query('t') ?? '');
      setCookie(context, cookie, browserSecret, kept);
      setCookie(context, languageCookie, languageOf(context), kept);
      return context.redirect(address, 303);
    } catch (error) {
      return refuse(context, error);
    }
  });

  app.get('/spotify/callback', async (context) => {
    const { code, state, error } = context.req.query();
    try {
      const held = await spotify.finish({ code, state, error }, getCookie(context, cookie));
      return context.html(pagesFor(context).confirm(held));
    } catch (refusal) {
      return refuse(context, refusal);
    }
  });

  app.post('/spotify/confirm', async (context) => {
    // What is no form holds no token.
    const { token = '' } = await context.req.parseBody().catch((): { token?: unknown } => ({}));
    try {
      const linked = await spotify.confirm(String(token), getCookie(context, cookie) ?? '');
      return context.html(pagesFor(context).linked(linked));
    } catch (refusal) {
      return refuse(context, refusal);
    }
  });

  app.post('/spotify/undo', async (context) => {
    const isUndone = await spotify.undo(getCookie(context, cookie) ?? '');
    deleteCookie(context, cookie, { path: '/', secure: isHttps });
    return context.html(pagesFor(context).undone(isUndone));
  });
}

/** Throws what `listen` throws, when the port is taken. */
export async function startWebServer(options: WebServerOptions) {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: [styleHash],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      xFrameOptions: 'DENY',
      // The callback's address holds a secret code.
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: options.isHttps ? 'max-age=15552000' : false,
    }),
    bodyLimit({ maxSize: 1024, onError: (context) => context.text('That is too much.', 413) }),
    (_context, next) => inRequest(() => next()),
    detectLanguage,
    async (context, next) => {
      await next();
      context.header('cache-control', 'no-store');
    },
  );
  app.get('/healthz', async (context) => {
    const health = await options.health();
    return context.json(health, health.ok ? 200 : 503);
  });
  const { metrics } = options;
  if (metrics !== undefined) {
    app.get('/metrics', async (context) => {
      const { contentType, body } = await metrics();
      return context.body(body, 200, { 'content-type': contentType });
    });
  }
  if (options.spotify !== undefined) addSpotify(app, options.spotify, options.isHttps ?? false);
  app.notFound((context) => context.html(pagesFor(context).nothingHere(), 404));
  app.onError((error, context) => {
    options.onBug?.(error);
    return context.html(pagesFor(context).bug(currentRequest()?.id ?? '–'), 500);
  });

  const server = createServer(
    { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5_000 },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    /** Where it listens, `http://127.0.0.1:8080`; people may reach it elsewhere. */
    url: `http://${host}:${port}`,
    port,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
