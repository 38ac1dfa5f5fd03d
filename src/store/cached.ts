/** Remembers answers in the cache. */
import type { Cache } from '../pipeline/ports.ts';

type CachedOptions<Q, T> = {
  cache: Cache;
  /** Contains everything the answer depends on: kind, model, prompt version, a hash of the input. */
  key: (question: Q) => string;
  /** How long this answer is remembered, in milliseconds; 0: not at all. */
  ttlMs: (answer: T) => number;
  /** What is stored. Default the answer itself. */
  store?: (answer: T) => unknown;
  /** Reads what was stored; undefined (a miss) for anything that does not fit. */
  parse: (stored: unknown) => T | undefined;
};

/** Wraps `work` and leaves its type as it was. Failures are not remembered. */
export function cached<Q, T, Rest extends unknown[]>(
  work: (question: Q, ...rest: Rest) => Promise<T>,
  options: CachedOptions<Q, T>,
): (question: Q, ...rest: Rest) => Promise<T> {
  return async (question, ...rest) => {
    const key = options.key(question);
    const stored = await options.cache.get(key);
    const known = stored === undefined ? undefined : options.parse(stored);
    if (known !== undefined) return known;
    const answer = await work(question, ...rest);
    const ttlMs = options.ttlMs(answer);
    if (ttlMs > 0) await options.cache.set(key, options.store ? options.store(answer) : answer, ttlMs);
    return answer;
  };
}
