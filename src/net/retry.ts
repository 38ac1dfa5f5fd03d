/** Asks again when the error says that it is worth it. */
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry, { AbortError } from 'p-retry';
import { ServiceError } from '../errors.ts';

export type RetryOptions = {
  /** Further tries after the first. */
  retries: number;
  /** First wait, doubled each time, with jitter. */
  minDelayMs?: number;
  /** A service that asks for a longer wait than this is not waited for. */
  maxWaitMs?: number;
  signal?: AbortSignal | undefined;
};

/**
 * Runs `work` again after a retryable `ServiceError`, honouring its `retryAfterMs`. Aborts, bugs and
 * non-retryable failures come through at once.
 */
export async function retried<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const maxWaitMs = options.maxWaitMs ?? 10_000;
  return pRetry(
    async () => {
      try {
        return await work();
      } catch (error) {
        // p-retry would take a network TypeError for retryable and a bug for a failure: only our own kind decides.
        const worth =
          error instanceof ServiceError && error.retryable && (error.retryAfterMs ?? 0) <= maxWaitMs;
        throw worth ? error : new AbortError(error instanceof Error ? error : new Error(String(error)));
      }
    },
    {
      retries: options.retries,
      minTimeout: options.minDelayMs ?? 300,
      maxTimeout: maxWaitMs,
      randomize: true,
      ...(options.signal ? { signal: options.signal } : {}),
      onFailedAttempt: async ({ error, retriesLeft }) => {
        const asked = error instanceof ServiceError ? (error.retryAfterMs ?? 0) : 0;
        if (retriesLeft > 0 && asked > 0) await sleep(asked, undefined, { signal: options.signal });
      },
    },
  );
}
