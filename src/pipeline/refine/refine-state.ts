/** What is kept of a ranking so that it can be refined later without reading anything again. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { avoidSchema, type Ranking, rankingSchema } from '../../model/ranking.ts';
import { songReadingSchema } from '../../model/reading.ts';
import { songSchema } from '../../model/song.ts';
import { parseJson } from '../../net/json.ts';

/** Songs beyond this many, the worst of a long list, are not kept: no wish lifts them to the top. */
const MOST_SONGS = 2000;
/** An unpacked state of that many songs is far smaller. */
const MOST_BYTES = 16 * 1024 * 1024;

// In libuv's pool: a long list takes its time.
const packed = promisify(gzip);
const unpacked = promisify(gunzip);

const state = rankingSchema.pick({ scene: true, playlist: true, skipped: true, notices: true }).extend({
  songs: z
    .array(z.object({ song: songSchema.omit({ audio: true, reading: true }), reading: songReadingSchema }))
    .min(1),
  /** The person's words so far, oldest first. */
  wishes: z.array(z.string()),
  avoid: avoidSchema,
});

export type RefineState = z.infer<typeof state>;

/** Songs best first, as far as they are kept. */
export function refineState(ranking: Ranking): RefineState {
  const { scene, wish } = ranking;
  return {
    scene,
    songs: ranking.matches.slice(0, MOST_SONGS).map(({ song: whole, reading }) => {
      const { audio: _audio, reading: _reading, ...facts } = whole;
      return { song: facts, reading };
    }),
    playlist: ranking.playlist,
    skipped: ranking.skipped.slice(0, MOST_SONGS),
    notices: ranking.notices,
    wishes: wish === undefined ? [] : [wish.words],
    avoid: wish?.avoid ?? { moods: [], themes: [] },
  };
}

/** State → a string for a store: about 100 bytes a song. */
export async function packState(kept: RefineState): Promise<string> {
  return (await packed(JSON.stringify(kept))).toString('base64');
}

/** Null for what is no state, or none of this version: the person is asked to start again. */
export async function unpackState(kept: string): Promise<RefineState | null> {
  try {
    const bytes = await unpacked(Buffer.from(kept, 'base64'), { maxOutputLength: MOST_BYTES });
    return state.safeParse(parseJson(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
