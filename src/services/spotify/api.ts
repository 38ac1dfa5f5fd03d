/**
 * The few calls to Spotify's Web API that are left to a small app in late 2026, and why one was refused.
 * https://developer.spotify.com/documentation/web-api/tutorials/february-2026-migration-guide
 */
import type { z } from 'zod';
import { createLimit } from '../../concurrency/queues.ts';
import { ServiceError, UserError } from '../../errors.ts';
import { waitWords } from '../../locales/phrases.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Http } from '../../net/http.ts';
import { retried } from '../../net/recovery.ts';
import type { CallOptions, SpotifyAccess } from '../../pipeline/ports.ts';

export type SpotifyCall = CallOptions & { access: SpotifyAccess; query?: Record<string, string> };

export type SpotifyApi = ReturnType<typeof createSpotifyApi>;

/** Three tries that hang must leave time for the public page after them. */
export const spotifyTimeoutMs = 5_000;
/** Longer waits are not kept but shown to the person: a used-up quota asks for a day. */
const maxWaitMs = 5_000;

/** Quotas are kept for each kind of endpoint: the path without the ids. */
function endpointOf(path: string): string {
  return path.replace(/\/(playlists|albums|tracks|artists)\/[^/]+/, '/$1/…');
}

/** One client for the process: its limit and what it knows of used-up quotas are shared by all accounts of the app. */
export function createSpotifyApi({ http, apiUrl }: { http: Http; apiUrl: string }) {
  // Spotify counts calls over 30 seconds and does not publish its limit.
  const limit = createLimit({ concurrency: 4, intervalMs: 1000, perInterval: 10 });
  const blockedUntil = new Map<string, number>();

  function throwWhileBlocked(endpoint: string): void {
    const retryAfterMs = (blockedUntil.get(endpoint) ?? 0) - Date.now();
    const fields = { service: 'spotify', status: 429, retryAfterMs };
    if (retryAfterMs > 0) throw new ServiceError('spotify asked for a longer wait', fields);
  }

  async function request<T>(
    path: string,
    schema: z.ZodType<T>,
    call: SpotifyCall,
    post?: { body: string; method: 'POST' },
  ): Promise<T> {
    const endpoint = endpointOf(path);
    throwWhileBlocked(endpoint);
    const token = await call.access.accessToken(call);
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(post && { 'content-type': 'application/json' }),
    };
    const url = new URL(`${apiUrl}${path}`);
    url.search = String(new URLSearchParams(call.query));
    const send = async () => {
      // Others may have met the limit while this one was queued.
      throwWhileBlocked(endpoint);
      return http.request({
        service: 'spotify',
        url,
        headers,
        ...post,
        timeoutMs: spotifyTimeoutMs,
        signal: call.signal,
      });
    };
    try {
      return (await limit(send, call.signal, call.fairnessKey)).json(schema);
    } catch (error) {
      const { status, retryAfterMs = 0 } = error instanceof ServiceError ? error : {};
      if (status === 429 && retryAfterMs > maxWaitMs) blockedUntil.set(endpoint, Date.now() + retryAfterMs);
      throw error;
    }
  }

  return {
    /** Throws `ServiceError`; a wait that Spotify asks for is kept only when it is a few seconds. */
    get: <T>(path: string, schema: z.ZodType<T>, call: SpotifyCall): Promise<T> =>
      retried(() => request(path, schema, call), {
        retries: 2,
        minDelayMs: http.retryDelayMs,
        maxWaitMs: Math.max(0, Math.min(maxWaitMs, (call.deadline ?? Number.POSITIVE_INFINITY) - Date.now())),
        signal: call.signal,
      }),
    /** Sent only once: a second try could create something twice. Throws `ServiceError`. */
    post: <T>(path: string, body: unknown, schema: z.ZodType<T>, call: SpotifyCall): Promise<T> =>
      request(path, schema, call, { method: 'POST', body: JSON.stringify(body) }),
  };
}

const refusalWords = ({ body }: ServiceError): string =>
  JSON.stringify(body ?? '')
    .slice(0, 1000)
    .toLowerCase();

/** Did Spotify say that the code or the refresh token is no longer good (used, revoked, six months old)? */
export const isInvalidGrant = (error: unknown): boolean =>
  error instanceof ServiceError && refusalWords(error).includes('"error":"invalid_grant"');

/** Null for what is no refusal (Spotify is down, cannot be reached, answers nonsense) or not Spotify's at all. */
export function refusalOf(cause: unknown, isByAccount: boolean): UserError | null {
  if (!(cause instanceof ServiceError)) return null;
  const { status, retryAfterMs } = cause;
  const words = refusalWords(cause);
  const refusal = (code: string, sentence: Sentence): UserError => new UserError(code, sentence, { cause });
  if (status === 429) {
    const when = retryAfterMs === undefined ? sentences.times.later : waitWords(retryAfterMs);
    return refusal('spotify-busy', sentences.spotifyLists.busy(when));
  }
  // The token request itself: only the host's keys can be wrong there.
  if (words.includes('"error":"invalid_client"'))
    return refusal('spotify-keys-refused', sentences.spotifyLists.keysRefused);
  if (status === 403 && words.includes('premium'))
    return refusal('spotify-premium', sentences.spotifyLists.premium);
  if (status === 403 && words.includes('not be registered')) {
    return refusal('spotify-not-registered', sentences.spotifyLists.notRegistered);
  }
  if (status === 403 && isByAccount && words.includes('client scope'))
    return refusal('spotify-relink', sentences.spotifyLists.relink.scope);
  if (status === 401 && isByAccount) return refusal('spotify-relink', sentences.spotifyLists.relink.refused);
  if ([400, 401, 403, 404].includes(status ?? 0))
    return refusal('spotify-not-yours', sentences.spotifyLists.notYours);
  return null;
}
