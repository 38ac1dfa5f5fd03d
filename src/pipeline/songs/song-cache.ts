/** Readings of songs are kept for everyone, for as long as they are likely to stay the best that can be had. */
import { z } from 'zod';
import { mapChunked } from '../../concurrency/chunked.ts';
import { type Notice, noticeSchema } from '../../model/notice.ts';
import { isByStandIn, type SongReading, songReadingSchema } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { cacheKey, day, hour } from '../cached-answers.ts';
import type { PipelinePorts } from '../pipeline-ports.ts';
import { type Lyrics, type Obstacle, obstacleSchema, type Reader } from '../ports.ts';

/** A song on its way to a reading. */
export type SongJob = {
  /** In the playlist. */
  readonly index: number;
  readonly song: Song;
  /** The key of its reading in the cache. */
  readonly key: string;
  lyrics: Lyrics;
  /** How the lookup of its lyrics went; `late`: the time was over before anyone could look. */
  lookup: 'open' | 'found' | 'none' | 'failed' | 'late';
  /** What people are told of services that failed in it. */
  failures: Notice[];
  /** What people are told of the readers that read it. */
  aboutReaders: Notice[];
  /** The best a reader has made of it, in this run or before; null: not read yet. */
  reading: SongReading | null;
  /** Its reading in the cache. */
  kept: SongReading | null;
  /** What kept its words from being read for that. */
  obstacle: Obstacle | null;
};

const lifeMs = 180 * day;
/** The version of the rule that tells whose words these are; with a new rule, readings by the old one are not used. */
const wordsRule = '2';

/** A song without lyrics is looked up again tomorrow, and in an hour if the service was down. */
const lookAgainAfterMs = { none: day, failed: hour, late: 0 } as const;
/** What a stand-in read of a song is read again: by then the model it stood in for has its quota back. */
const readAgainAfterMs = day;

const keptSchema = songReadingSchema.extend({
  lookAgainAt: z.number().optional(),
  failures: z.array(noticeSchema).optional(),
  obstacle: obstacleSchema.nullish(),
});

/** The key holds everything the reading depends on, so that one file's made-up facts reach nobody else. */
export function createSongCache({ cache, songKey }: PipelinePorts, reader: Reader) {
  return {
    toJob(song: Song, index: number, lyrics: Lyrics): SongJob {
      const { album, year, genres, audio } = song;
      const input = { song: songKey({ ...song, isrc: null }), album, year, genres, audio, lyrics };
      const key = cacheKey(`assessed-song-${reader.id}`, `${reader.version}.${wordsRule}`, input);
      const lookup = lyrics.kind === 'none' ? 'open' : 'found';
      return {
        index,
        song,
        key,
        lyrics,
        lookup,
        failures: [],
        aboutReaders: [],
        reading: null,
        kept: null,
        obstacle: null,
      };
    },
    /**
     * In the order of the jobs; null where nothing is kept. Outdated is what was read without lyrics when it's time to
     * look for them again; until then `failures` say why there were none.
     */
    async load(jobs: readonly SongJob[]) {
      const kept = await cache.getMany(jobs.map(({ key }) => key));
      return mapChunked(kept, (value) => {
        const { data } = keptSchema.safeParse(value);
        if (data === undefined) return null;
        const { lookAgainAt = Number.POSITIVE_INFINITY, failures = [], obstacle = null, ...reading } = data;
        return { reading, isOutdated: lookAgainAt <= Date.now(), failures, obstacle };
      });
    },
    async save(jobs: readonly SongJob[]): Promise<void> {
      const entries = jobs.flatMap(({ lookup, failures, reading, kept, obstacle, key }) => {
        if (lookup === 'open' || reading === null) return [];
        const standsIn = isByStandIn(reading);
        if (!standsIn && reading.by !== reader.id) return [];
        // Nobody has read its new words yet.
        if (!standsIn && lookup === 'found')
          return reading === kept ? [] : [{ key, value: { ...reading, ...(obstacle && { obstacle }) } }];
        const lookAgainAt = Date.now() + (lookup === 'found' ? readAgainAfterMs : lookAgainAfterMs[lookup]);
        return [{ key, value: { ...reading, lookAgainAt, ...(failures.length > 0 && { failures }) } }];
      });
      if (entries.length > 0) await cache.setMany(entries, lifeMs);
    },
  };
}
