/** The host's Subsonic server (Navidrome, Gonic, LMS and kin). http://www.subsonic.org/pages/api.jsp, https://opensubsonic.netlify.app */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { withSignal } from '../../concurrency/time-limits.ts';
import type { Config } from '../../config.ts';
import { ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { breakingHttp } from '../../net/recovery.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';

type SubsonicOptions = { http: Http; url: string; user: string; password: string };

export type SubsonicClient = ReturnType<typeof createSubsonicClient>;
export type AskSubsonic = SubsonicClient['ask'];

/** Errors come with status 200. */
const envelope = z.object({
  'subsonic-response': z.looseObject({
    status: z.string(),
    error: z.object({ code: z.number().catch(0), message: z.string().catch('') }).optional(),
  }),
});
type Refusal = z.infer<typeof envelope>['subsonic-response']['error'];

const extensions = z.object({ openSubsonicExtensions: z.array(z.object({ name: z.string() })) });

/** HTTP's numbers for Subsonic's: wrong password, no token for LDAP users, not authorised, not found. */
const statusOf: Record<number, number> = { 40: 401, 41: 401, 50: 403, 70: 404 };
const tokensUnsupported = 41;

/** A playlist of 10,000 songs takes about 8 MB. */
const maxBytes = 16 * 1024 * 1024;
const maxRefusalBytes = 65_536;

/** Methods throw `ServiceError`: 401 for a refused name or password, 403, 404. */
function createSubsonicClient({ http, url, user, password }: SubsonicOptions) {
  let takesTokens = true;
  let known: Promise<readonly string[]> | null = null;

  function credentials(): Record<string, string> {
    if (!takesTokens) return { p: `enc:${Buffer.from(password).toString('hex')}` };
    const salt = randomBytes(8).toString('hex');
    return { t: createHash('md5').update(`${password}${salt}`).digest('hex'), s: salt };
  }
  function requestOf(method: string, params: Record<string, string>, { signal }: CallOptions) {
    const common = { u: user, ...credentials(), v: '1.16.1', c: 'scenescore', f: 'json' };
    const query = new URLSearchParams({ ...common, ...params });
    return { service: 'subsonic', url: `${url}/rest/${method}.view?${query}`, signal };
  }
  const failure = (method: string, error?: Refusal): ServiceError =>
    new ServiceError(
      error === undefined
        ? `subsonic: ${method} gave something unexpected`
        : `subsonic refused: ${tidy(error.message, 200)} (${error.code})`,
      { service: 'subsonic', status: error && statusOf[error.code], body: error?.code },
    );

  /** Once more, with the password, where the server turns out to take no token. */
  async function loggedIn<T>(work: () => Promise<T>): Promise<T> {
    const hadToken = takesTokens;
    try {
      return await work();
    } catch (error) {
      if (!hadToken || !(error instanceof ServiceError) || error.body !== tokensUnsupported) throw error;
      takesTokens = false;
      return work();
    }
  }

  /** Asks one method; gives the whole answer, checked. */
  const ask = <T>(
    method: string,
    params: Record<string, string>,
    schema: z.ZodType<T>,
    call: CallOptions = {},
  ): Promise<T> =>
    loggedIn(async () => {
      const answer = await http.request({ ...requestOf(method, params, call), maxBytes });
      const { error, ...body } = answer.json(envelope)['subsonic-response'];
      const checked = schema.safeParse(body).data;
      if (error === undefined && checked !== undefined) return checked;
      throw failure(method, error);
    });

  return {
    ask,
    /** The beginning of a file, as many bytes as `mostBytes` says for its type; the rest is not fetched. */
    readFile: (
      method: string,
      params: Record<string, string>,
      mostBytes: (type: string) => number,
      call: CallOptions,
    ): Promise<Uint8Array> =>
      loggedIn(async () => {
        const request = requestOf(method, params, call);
        const { headers, body } = await http.stream(request);
        const type = headers.get('content-type') ?? '';
        const isRefusal = /\b(?:json|xml|html)\b/.test(type);
        const bytes = await firstBytes(body, isRefusal ? maxRefusalBytes : mostBytes(type), request.signal);
        if (isRefusal) throw failure(method, refusalIn(bytes));
        return bytes;
      }),
    /** Does the server have an OpenSubsonic extension? Asked once; not while it fails. */
    async hasExtension(name: string, call: CallOptions = {}): Promise<boolean> {
      // Without the caller's signal: others wait for the same answer, and its run may be given up.
      known ??= ask('getOpenSubsonicExtensions', {}, extensions).then(
        ({ openSubsonicExtensions }) => openSubsonicExtensions.map((one) => one.name),
        (error: unknown) => {
          // Older servers don't know the method; any other failure says nothing.
          if (!(error instanceof ServiceError && error.status === 404)) known = null;
          return [];
        },
      );
      return (await withSignal(known, call.signal)).includes(name);
    },
  };
}

const clients = new WeakMap<Config, SubsonicClient>();

/**
 * One for the same settings: what it learns of the server, that it fails too, holds for playlists, lyrics and sounds.
 * Null where the settings name no server.
 */
export function clientOf(config: Config, http: Http): SubsonicClient | null {
  const { SUBSONIC_URL: url, SUBSONIC_USER: user, SUBSONIC_PASSWORD: password } = config;
  if (!url || !user || !password) return null;
  const client =
    clients.get(config) ?? createSubsonicClient({ http: breakingHttp(http), url, user, password });
  clients.set(config, client);
  return client;
}

function refusalIn(bytes: Uint8Array): Refusal {
  try {
    return envelope.parse(JSON.parse(new TextDecoder().decode(bytes)))['subsonic-response'].error;
  } catch {
    return undefined;
  }
}

async function firstBytes(body: ReadableStream<Uint8Array>, most: number, signal: AbortSignal | undefined) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Leaving the loop early ends the connection.
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= most) break;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ServiceError('subsonic broke off', { service: 'subsonic', retryable: true, cause });
  }
  return Buffer.concat(chunks).subarray(0, most);
}
