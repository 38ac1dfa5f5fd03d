/** A circuit breaker: a dead service costs the next person nothing. */
import { isAbort, ServiceError } from '../errors.ts';

export type BreakerOptions = {
  service: string;
  /** Failures in a row that open the circuit. */
  failures: number;
  /** How long it stays open; then one call may try. */
  openMs: number;
  now?: () => number;
};

export interface Breaker {
  /** Runs `work`, or throws a non-retryable `ServiceError` at once while the circuit is open. */
  run<T>(work: () => Promise<T>): Promise<T>;
  isOpen(): boolean;
}

/** Counts only what says the service is unwell: a 4xx other than 429 is an answer, an abort is nobody's fault. */
export function createBreaker(options: BreakerOptions): Breaker {
  const now = options.now ?? Date.now;
  let failures = 0;
  let openUntil = 0;
  const isOpen = (): boolean => now() < openUntil;
  return {
    isOpen,
    async run(work) {
      if (isOpen()) {
        throw new ServiceError(`${options.service} is resting after failures`, {
          service: options.service,
          retryable: false,
          retryAfterMs: openUntil - now(),
        });
      }
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        if (!isAbort(error) && error instanceof ServiceError) {
          const answered = error.status !== undefined && error.status < 500 && error.status !== 429;
          failures = answered ? 0 : failures + 1;
          if (failures >= options.failures) {
            openUntil = now() + Math.max(options.openMs, Math.min(error.retryAfterMs ?? 0, 3_600_000));
            // Half open afterwards: a single further failure opens it again.
            failures = options.failures - 1;
          }
        }
        throw error;
      }
    },
  };
}
