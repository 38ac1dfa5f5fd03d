/** Answers of models and services that are kept for a while. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { mapChunked } from '../concurrency/chunked.ts';
import { createSingleFlight } from '../concurrency/keyed-work.ts';
import type { Song } from '../model/song.ts';
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

/** A song, and what each of some services said of it, in their order; undefined: not asked yet. */
export type AnsweredSong<T> = { song: Song; keys: readonly string[]; answers: (T | undefined)[] };

/** What the cache has of songs. `keysOf`: a key for each service; `answerIn`: what such an entry says. */
export function createSongAnswers<T>(
  cache: Cache,
  keysOf: (song: Song) => readonly string[],
  answerIn: (entry: unknown) => T | undefined,
) {
  /** What was read of a song last. What was found since is noticed by its cached answers, before a service is asked. */
  const read = new WeakMap<Song, AnsweredSong<T>>();

  async function recall(songs: readonly Song[]): Promise<AnsweredSong<T>[]> {
    const keysOfEach = await mapChunked(songs, keysOf);
    const found = await mapChunked(await cache.getMany(keysOfEach.flat()), answerIn);
    return songs.map((song, at) => {
      const keys = keysOfEach[at] ?? [];
      const answered = { song, keys, answers: found.slice(at * keys.length, (at + 1) * keys.length) };
      read.set(song, answered);
      return answered;
    });
  }

  return {
    recall,
    /** Reads only those that were not read before. */
    async known(songs: readonly Song[]): Promise<AnsweredSong<T>[]> {
      await recall(songs.filter((song) => !read.has(song)));
      return songs.flatMap((song) => read.get(song) ?? []);
    },
  };
}
