/** Readings of songs are kept for everyone, for as long as they are likely to stay the best that can be had. */

import { z } from 'zod';
import { mapChunked } from '../../concurrency/chunked.ts';
import { type SongReading, songReadingSchema } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { cacheKey, day, hour } from '../cache-key.ts';
import type { Cache, Lyrics, Reader } from '../ports.ts';

/** What came of looking for a song's words; `late`: the time was over before anybody could look. */
export type Search = 'open' | 'found' | 'none' | 'failed' | 'late';

/** A song on its way to a reading. */
export type SongWork = {
  readonly index: number;
  readonly song: Song;
  readonly key: string;
  lyrics: Lyrics;
  search: Search;
  /** The best so far that a reader of this run, or one before, made of it; null: nobody has read it. */
  reading: SongReading | null;
};

/** `isShallow`: without the song's words, and it is time to look for them. */
export type Remembered = { reading: SongReading; isShallow: boolean };

export interface SongMemory {
  begin(song: Song, index: number, local: Lyrics): SongWork;
  /** In the order of the works; null where nothing is kept. */
  recall(works: readonly SongWork[]): Promise<(Remembered | null)[]>;
  remember(works: readonly SongWork[]): Promise<void>;
}

const lifeMs = 180 * day;

/**
 * Words do not change, but a song without any is looked for again tomorrow, and one whose service was down in an hour.
 * Until it has words, its reading stays as it is: the reader is not asked again for nothing.
 */
const lookAgainAfterMs: Record<Exclude<Search, 'open' | 'found'>, number> = {
  none: day,
  failed: hour,
  late: 0,
};

const open = z.object({ lookAgainAt: z.number() });

function isShallow(kept: unknown): boolean {
  const { data } = open.safeParse(kept);
  return data !== undefined && data.lookAgainAt <= Date.now();
}

/** The key holds everything the reading depends on, so that no file's made-up facts reach another person. */
export function createSongMemory(options: {
  cache: Cache;
  reader: Reader;
  songKey(song: Song): string;
}): SongMemory {
  const { cache, reader, songKey } = options;
  return {
    begin(song, index, local) {
      const { album, year, genres, audio } = song;
      const input = { song: songKey({ ...song, isrc: null }), album, year, genres, audio, lyrics: local };
      const key = cacheKey(`song-${reader.id}`, reader.version, input);
      const search = local.kind === 'none' ? 'open' : 'found';
      return { index, song, key, lyrics: local, search, reading: null };
    },
    async recall(works) {
      const kept = await cache.getMany(works.map(({ key }) => key));
      return mapChunked(works, (_, at) => {
        if (kept[at] === undefined) return null;
        const reading = songReadingSchema.safeParse(kept[at]).data;
        return reading === undefined ? null : { reading, isShallow: isShallow(kept[at]) };
      });
    },
    async remember(works) {
      const entries = works.flatMap(({ search, reading, key }) => {
        if (search === 'open' || reading?.by !== reader.id) return [];
        if (search === 'found') return [{ key, value: reading }];
        return [{ key, value: { ...reading, lookAgainAt: Date.now() + lookAgainAfterMs[search] } }];
      });
      if (entries.length > 0) await cache.setMany(entries, lifeMs);
    },
  };
}
