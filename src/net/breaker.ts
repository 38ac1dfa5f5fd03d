/** A circuit breaker: a dead service costs the next person nothing. */
import { isAbort, ServiceError } from '../errors.ts';

export type BreakerOptions = {
  service: string;
  /** Failures in a row that open the circuit. */
  failures: number;
  /** How long it stays open; then one call may try. */
  openMs: number;
  now?: () => number;
  /** Does this failure count? Default: all but the answers, see `createBreaker`. */
  isUnwell?: (error: ServiceError) => boolean;
  /** May whoever meets the open circuit wait for it? Default false. */
  retryable?: boolean;
};

export interface Breaker {
  /** Runs `work`, or throws a `ServiceError` at once while the circuit is open. */
  run<T>(work: () => Promise<T>): Promise<T>;
  isOpen(): boolean;
}

/** Statuses in which the service speaks about us, and not about what it was asked. */
const aboutUs: readonly number[] = [401, 403, 429];

function isNoAnswer({ status = 0 }: ServiceError): boolean {
  return status < 400 || status >= 500 || aboutUs.includes(status);
}

/**
 * Counts only what says that the service is unwell or will have none of us: any other 4xx is an answer, an abort is
 * nobody's fault. Nonsense with a status of 200 is no answer.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { now = Date.now, isUnwell = isNoAnswer } = options;
  let failures = 0;
  let openUntil = 0;
  const isOpen = (): boolean => now() < openUntil;
  return {
    isOpen,
    async run(work) {
      if (isOpen()) {
        throw new ServiceError(`${options.service} is resting after failures`, {
          service: options.service,
          retryable: options.retryable ?? false,
          retryAfterMs: openUntil - now(),
        });
      }
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        if (!isAbort(error) && error instanceof ServiceError) {
          failures = isUnwell(error) ? failures + 1 : 0;
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
