/** Answers of models and services that are kept for a while. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { createSingleFlight } from '../concurrency/keyed-work.ts';
import type { Cache, CallOptions } from './ports.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** A cache key: kind, version, and a hash of everything the answer depends on. No text of a person's is in it. */
export function cacheKey(kind: string, version: string, input: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('base64url');
  return `${kind}:${version}:${hash}`;
}

/**
 * Answers of one kind, kept for a day, or for `ttlMs` of each (0: not at all); the same question asked twice at once is
 * asked once.
 */
export function createCachedAnswers<T>(
  cache: Cache,
  schema: z.ZodType<T>,
  ttlMs: (answer: T) => number = () => day,
) {
  const once = createSingleFlight<T>();
  /** null: not in the cache, or not of its schema any more. */
  const find = async (key: string): Promise<T | null> => schema.safeParse(await cache.get(key)).data ?? null;
  async function keep(key: string, answer: T): Promise<void> {
    const ms = ttlMs(answer);
    if (ms > 0) await cache.set(key, answer, ms);
  }
  return {
    find,
    keep,
    /** The cached answer, or that of `ask`; rejects as `ask` does. */
    get: (key: string, ask: (options: CallOptions) => Promise<T>, options: CallOptions): Promise<T> =>
      // The cache is read and written within the flight, so that a caller who comes a moment later finds the answer.
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
