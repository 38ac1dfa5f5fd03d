/**
 * The few calls to Spotify's Web API that are left to a small app in late 2026.
 * https://developer.spotify.com/documentation/web-api/tutorials/february-2026-migration-guide
 */
import { z } from 'zod';
import { createLimit } from '../../concurrency/limit.ts';
import { ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { retried } from '../../net/retry.ts';
import type { CallOptions, SpotifyAccess } from '../../pipeline/ports.ts';

export type SpotifyApiOptions = {
  http: Http;
  /** `https://api.spotify.com` */
  apiUrl: string;
  now?: () => number;
};

export type SpotifyCall = CallOptions & { access: SpotifyAccess; query?: Record<string, string> };

export interface SpotifyApi {
  /** Throws `ServiceError`; a wait that Spotify asks for is kept only when it is a few seconds. */
  get<T>(path: string, schema: z.ZodType<T>, call: SpotifyCall): Promise<T>;
  /** Asked once only: what was created twice would stay. Throws `ServiceError`. */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>, call: SpotifyCall): Promise<T>;
}

/** Three tries that hang must leave time for the public page behind them. */
export const spotifyTimeoutMs = 5_000;
/** Longer waits are said to the person instead of being waited for: a used-up quota asks for a day. */
const maxWaitMs = 5_000;

/** Quotas are kept for each kind of endpoint: the path without the ids. */
function endpointOf(path: string): string {
  return path.replace(/\/(playlists|albums|tracks|artists)\/[^/]+/, '/$1/…');
}

/** One client for the process: its limit and what it knows of used-up quotas are shared by all accounts of the app. */
export function createSpotifyApi(options: SpotifyApiOptions): SpotifyApi {
  const now = options.now ?? Date.now;
  // Spotify counts over 30 seconds and does not say how many; four at a time has room to spare.
  const limit = createLimit({ concurrency: 4, intervalMs: 1000, perInterval: 10 });
  const restingUntil = new Map<string, number>();

  function refuseWhileResting(endpoint: string): void {
    const waitMs = (restingUntil.get(endpoint) ?? 0) - now();
    if (waitMs <= 0) return;
    throw new ServiceError('spotify asked for patience', {
      service: 'spotify',
      status: 429,
      retryable: false,
      retryAfterMs: waitMs,
    });
  }

  async function once<T>(path: string, schema: z.ZodType<T>, call: SpotifyCall, body?: unknown): Promise<T> {
    const endpoint = endpointOf(path);
    refuseWhileResting(endpoint);
    const token = await call.access.accessToken(call);
    try {
      const url = new URL(`${options.apiUrl}${path}`);
      for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
      const answer = await limit(
        () => {
          // Others may have met the limit while this one was queued.
          refuseWhileResting(endpoint);
          return options.http.request({
            service: 'spotify',
            url,
            headers: {
              authorization: `Bearer ${token}`,
              accept: 'application/json',
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
            timeoutMs: spotifyTimeoutMs,
            signal: call.signal,
          });
        },
        call.signal,
        call.fairnessKey,
      );
      return answer.json(schema);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 429 && (error.retryAfterMs ?? 0) > maxWaitMs) {
        restingUntil.set(endpoint, now() + (error.retryAfterMs ?? 0));
      }
      throw error;
    }
  }

  return {
    post: (path, body, schema, call) => once(path, schema, call, body),
    get: (path, schema, call) =>
      retried(() => once(path, schema, call), {
        retries: 2,
        maxWaitMs: Math.max(0, Math.min(maxWaitMs, (call.deadline ?? Number.POSITIVE_INFINITY) - now())),
        signal: call.signal,
      }),
  };
}

const errorBody = z.union([
  z.object({ error: z.object({ message: z.string().optional(), reason: z.string().optional() }) }),
  z.object({ error: z.string(), error_description: z.string().optional() }),
  // Some refusals come as plain text.
  z.string(),
]);

/** What Spotify says in the body of a refusal, in lower case; '' when it says nothing. */
export function refusalWords(error: ServiceError): string {
  const body = errorBody.safeParse(error.body).data ?? '';
  if (typeof body === 'string') return body.slice(0, 300).toLowerCase();
  if (typeof body.error === 'string')
    return `${body.error} ${'error_description' in body ? body.error_description : ''}`;
  return `${body.error.message ?? ''} ${body.error.reason ?? ''}`.toLowerCase();
}
