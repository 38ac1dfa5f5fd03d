import type { z } from 'zod';
import { createSingleFlight } from '../concurrency/single-flight.ts';
import { day } from './cache-key.ts';
import type { Cache, CallOptions } from './ports.ts';

/** Answers of one kind, kept for a day; the same question asked twice at once is asked once. */
export type CachedAnswers<T> = {
  /** null: not in the cache, or not of its schema any more. */
  find(key: string): Promise<T | null>;
  keep(key: string, answer: T): Promise<void>;
  /** The cached answer, or that of `ask`; rejects as `ask` does. */
  get(key: string, ask: (options: CallOptions) => Promise<T>, options: CallOptions): Promise<T>;
};

export function createCachedAnswers<T>(cache: Cache, schema: z.ZodType<T>): CachedAnswers<T> {
  const once = createSingleFlight<T>();
  const find = async (key: string): Promise<T | null> => schema.safeParse(await cache.get(key)).data ?? null;
  const keep = (key: string, answer: T): Promise<void> => cache.set(key, answer, day);
  return {
    find,
    keep,
    // The cache is read and written within the flight, so that a caller who comes a moment later finds the answer.
    get: (key, ask, options) =>
      once(
        key,
        async (signal) => {
          const known = await find(key);
          if (known !== null) return known;
          const answer = await ask({ ...options, signal });
          await keep(key, answer);
          return answer;
        },
        options.signal,
      ),
  };
}
