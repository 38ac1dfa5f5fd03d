/** Requests to Deezer's API, within its quota; what it refuses is a typed failure. */
import { z } from 'zod';
import { createLimit } from '../../concurrency/queues.ts';
import { ServiceError } from '../../errors.ts';
import { defaultTimeoutMs, type Http } from '../../net/http.ts';
import { retried } from '../../net/recovery.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';

export type DeezerOptions = {
  http: Http;
  apiUrl: string;
  /** How long a full quota is waited for. */
  quotaWaitMs?: number;
  /** Calls in 5 seconds. */
  calls?: number;
  retries?: number;
  timeoutMs?: number;
};

/** Comes with status 200. */
const refusal = z.object({ error: z.object({ code: z.number().catch(0), message: z.string().catch('') }) });
/** https://developers.deezer.com/api/errors: 4 is the quota, 700 "service busy". */
const busyCodes = [4, 700];

export function createDeezerApi({ http, apiUrl, ...options }: DeezerOptions) {
  const { quotaWaitMs = 2500, calls = 40, retries = 2, timeoutMs = defaultTimeoutMs } = options;
  // The quota is 50 calls in 5 seconds.
  const limit = createLimit({ concurrency: 5, intervalMs: 5000, perInterval: calls });

  async function request<T>(path: string, schema: z.ZodType<T>, { signal, fairnessKey }: CallOptions) {
    const url = `${apiUrl}${path}`;
    const answer = await limit(
      () => http.request({ service: 'deezer', url, timeoutMs, signal }),
      signal,
      fairnessKey,
    );
    const { data: refused } = refusal.safeParse(answer.json(z.unknown()));
    if (refused === undefined) return answer.json(schema);
    const { code, message } = refused.error;
    const isBusy = busyCodes.includes(code);
    throw new ServiceError(`deezer refused: ${tidy(message)} (${code})`, {
      service: 'deezer',
      status: isBusy ? 429 : 404,
      retryable: isBusy,
      retryAfterMs: isBusy ? quotaWaitMs : undefined,
      url,
      body: refused,
    });
  }

  return {
    /** Throws a `ServiceError` with status 404 for what isn't there. */
    get: <T>(path: string, schema: z.ZodType<T>, call: CallOptions): Promise<T> =>
      retried(() => request(path, schema, call), {
        retries,
        maxWaitMs: 5000,
        minDelayMs: Math.min(300, quotaWaitMs),
        signal: call.signal,
      }),
  };
}
