/** The bot as a program: the app, its store, Discord and the HTTP side, put together and taken apart. */

import type { Config } from '../config.ts';
import type { BotLimits } from '../discord/bot.ts';
import { type RunningBot, startBot } from '../discord/start.ts';
import { UserError } from '../errors.ts';
import { listeners } from '../events/index.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { createPictures } from '../pictures/pictures.ts';
import { createKept, openKept } from '../store/kept.ts';
import type { KeyValue } from '../store/key-value.ts';
import type { WebServer, WebServerOptions } from '../web/server.ts';
import { createLinking, type Linking } from './accounts.ts';
import type { App } from './app.ts';
import { featuresOf } from './features.ts';
import { openQueue } from './queue.ts';

export type RunBotOptions = {
  config: Config;
  app: App;
  log: Logger;
  version: string;
  /** Says a line to who started the program. */
  announce: (line: string) => void;
  limits?: Partial<BotLimits>;
  /** Served as `/metrics`; null: nothing is counted. */
  metrics?: Metrics | null;
};

/** Requests on their way at once, of one bot process. */
const mostHandedOver = 250;

/**
 * Resolves when it runs; the result ends it. Throws `UserError` without a token, when Discord refuses it, or when
 * the HTTP port is taken.
 */
export async function runBot(options: RunBotOptions): Promise<Omit<RunningBot, 'client'>> {
  const { config, app, log, version, announce, metrics = null } = options;
  const { DISCORD_TOKEN: token } = config;
  if (token === undefined) throw noToken();
  const open = await openKept(config.STORE_URL);
  const store = createKept(open);
  const linking = createLinking(config, {
    http: app.http,
    store,
    httpPort: config.HTTP_PORT,
    beforeEnd: app.forgetAccount,
  });
  const pictures = createPictures({ idleMs: Math.min(5, config.MODELS_IDLE_MINUTES) * 60_000 });
  const queue = await openQueue(config, log, app.photos);
  const { matchScene, matchAlbum } = queue ?? app;
  let bot: RunningBot | null = null;
  let web: WebServer | null = null;
  // What cannot be loaded is told of by whoever needs it.
  const warm = app.warm().catch(() => undefined);
  async function close(): Promise<void> {
    await web?.close();
    await pictures.close();
    await queue?.close();
    await app.close();
    await open.close();
  }
  const start = async (): Promise<RunningBot> => {
    web = await startWeb(config, { linking, log, metrics, health: () => healthOf(bot, store) });
    return startBot({
      discord: {
        token,
        apiUrl: config.DISCORD_API_URL,
        attachmentHosts: config.DISCORD_ATTACHMENT_HOSTS,
        sharding: config.sharding,
      },
      listeners,
      // With workers elsewhere, those who wait stand in their line.
      limits: { ...(queue === null ? {} : { concurrency: mostHandedOver }), ...options.limits },
      dependencies: {
        log,
        announce,
        http: app.http,
        store,
        matchScene: metrics?.matchScene(matchScene) ?? matchScene,
        matchAlbum: metrics?.matchAlbum(matchAlbum) ?? matchAlbum,
        loadPlaylist: app.loadPlaylist,
        weights: app.ports.tables.weights,
        refine: app.refine,
        photos: app.photos,
        pictures,
        previews: app.previews,
        accounts: linking?.accounts ?? null,
        linksByPasting: linking?.byPasting ?? true,
        features: featuresOf(config),
        version,
        close,
      },
    });
  };
  const running = await start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  await warm;
  metrics?.watchQueue('bot', () => running.health());
  if (queue !== null) metrics?.watchQueue('shared', queue.depth);
  bot = running;
  return running;
}

/** Before the login there is a side that can be asked, and says that it is not well yet. */
async function healthOf(bot: RunningBot | null, store: KeyValue) {
  const isStoreWell = await store.get('health').then(
    () => true,
    () => false,
  );
  const health = bot?.health() ?? { ok: false };
  return { ...health, ok: health.ok && isStoreWell, store: isStoreWell };
}

type WebParts = {
  linking: Linking | null;
  log: Logger;
  metrics: Metrics | null;
  health: WebServerOptions['health'];
};

async function startWeb(
  config: Config,
  { linking, log, metrics, health }: WebParts,
): Promise<WebServer | null> {
  const { HTTP_PORT: port, HTTP_HOST: host } = config;
  if (port === undefined) return null;
  const { startWebServer } = await import('../web/server.ts');
  const web = await startWebServer({
    host,
    port,
    health,
    metrics: metrics === null ? undefined : (format) => metrics.page(format),
    spotify: linking?.accounts.pages,
    isHttps: linking?.isHttps ?? false,
    onBug: (error) => log.error({ err: error }, 'the HTTP side failed'),
  }).catch((cause: unknown) => {
    throw isPortTaken(cause) ? portTaken(port, cause) : cause;
  });
  log.info({ url: web.url }, 'listening');
  return web;
}

export const noToken = (): UserError =>
  new UserError(
    'no-token',
    'DISCORD_TOKEN is missing, so there is no bot to start: set it as .env.example shows, or try `npm run demo`, which needs nothing.',
  );

const portTaken = (port: number, cause: unknown): UserError =>
  new UserError('port-taken', `The port ${port} is taken by another program: choose another HTTP_PORT.`, {
    cause,
  });

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
