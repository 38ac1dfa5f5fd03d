/** Asks again when the error says that it is worth it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '../errors.ts';

export type RetryOptions = {
  retries: number;
  /** First wait, doubled each time, with jitter. */
  minDelayMs?: number;
  /** No wait is longer; a service that asks for a longer one is not asked again. */
  maxWaitMs?: number;
  signal?: AbortSignal | undefined;
};

/** Runs `work` again after a retryable `ServiceError`, honouring its `retryAfterMs`; all else comes through at once. */
export async function retried<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { retries, minDelayMs = 300, maxWaitMs = 10_000, signal } = options;
  for (let failures = 0; ; failures++) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (failures >= retries || !(error instanceof ServiceError) || !error.retryable) throw error;
      const { retryAfterMs = 0 } = error;
      if (retryAfterMs > maxWaitMs) throw error;
      const delayMs = Math.min(minDelayMs * 2 ** failures * (1 + Math.random()), maxWaitMs);
      await sleep(delayMs + retryAfterMs, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}
