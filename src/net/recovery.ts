/** What to do about a service that fails: ask again where that may help, and leave it alone while it is down. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isAbort, ServiceError } from '../errors.ts';
import { type Http, wrapHttp } from './http.ts';

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

type BreakerOptions = {
  service: string;
  failures: number;
  /**
   * How long it stays open; then calls go through until one fails. Not one call alone: while it was tried, all other songs
   * of a playlist would be refused by a service that is back.
   */
  openMs: number;
  /** Does this failure count? Default: also refusals of us (401, 403, 429), since those are about no single request. */
  isDown?: (error: ServiceError) => boolean;
  /** Is a refusal by the open circuit worth waiting for? Default false. */
  retryable?: boolean;
};

export type Breaker = ReturnType<typeof createBreaker>;

/** Nonsense with a status of 200 counts; any 4xx but these is an answer. */
function isDownOrRefusing({ status = 0 }: ServiceError): boolean {
  return status < 400 || status >= 500 || [401, 403, 429].includes(status);
}

/** A circuit breaker: a service that is down costs the next person no time. */
export function createBreaker(options: BreakerOptions) {
  const { service, openMs, isDown = isDownOrRefusing, retryable = false } = options;
  let failures = 0;
  let openUntil = 0;
  const isOpen = (): boolean => Date.now() < openUntil;
  return {
    isOpen,
    /** Runs `work`, or throws a `ServiceError` at once while the circuit is open. */
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (isOpen()) {
        const retryAfterMs = openUntil - Date.now();
        throw new ServiceError(`${service} is not asked after failures`, {
          service,
          retryable,
          retryAfterMs,
        });
      }
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        if (!isAbort(error) && error instanceof ServiceError) {
          failures = isDown(error) ? failures + 1 : 0;
          if (failures >= options.failures) {
            openUntil = Date.now() + Math.max(openMs, Math.min(error.retryAfterMs ?? 0, 3_600_000));
            // Half open afterwards: one further failure opens it again.
            failures = options.failures - 1;
          }
        }
        throw error;
      }
    },
  };
}

/**
 * `http` with a breaker for each host; while one is open it throws a `ServiceError` that says when to ask again. Only
 * silence and the host's own trouble count: what it says about one playlist is an answer, and a limit has its own time.
 */
export function breakingHttp(http: Http): Http {
  const breakers = new Map<string, Breaker>();
  const options = {
    // More than the tries for one person, whose playlist may be at fault.
    failures: 4,
    openMs: 30_000,
    isDown: ({ status = 500 }: ServiceError): boolean => status >= 500,
    retryable: true,
  };

  return wrapHttp(http, ({ service, url }, exchange) => {
    const { origin } = new URL(url);
    const breaker = breakers.get(origin) ?? createBreaker({ service, ...options });
    breakers.set(origin, breaker);
    return breaker.run(exchange);
  });
}
