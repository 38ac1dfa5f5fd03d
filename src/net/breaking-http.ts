/** A breaker before each host: one that is down costs whoever comes next nothing. */
import type { ServiceError } from '../errors.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import type { Http, HttpRequest } from './http.ts';

export type BreakingHttpOptions = {
  /** Failures in a row: more than the tries of one person, whose playlist may be at fault. Default 4. */
  failures?: number;
  /** How long a host is left alone. Default 30 s. */
  openMs?: number;
  now?: () => number;
};

/** Silence and its own trouble. What a host says about one person or one playlist is an answer, a limit has its time. */
const isUnwell = ({ status }: ServiceError): boolean => status === undefined || status >= 500;

/** `http`; while a host rests it throws a `ServiceError` that says when to ask again. */
export function breakingHttp(http: Http, options: BreakingHttpOptions = {}): Http {
  const { failures = 4, openMs = 30_000, now = Date.now } = options;
  const breakers = new Map<string, Breaker>();

  function run<T>({ service, url }: HttpRequest, work: () => Promise<T>): Promise<T> {
    const { origin } = new URL(url);
    const breaker =
      breakers.get(origin) ?? createBreaker({ service, failures, openMs, now, isUnwell, retryable: true });
    breakers.set(origin, breaker);
    return breaker.run(work);
  }

  return {
    request: (asked) => run(asked, () => http.request(asked)),
    stream: (asked) => run(asked, () => http.stream(asked)),
  };
}
