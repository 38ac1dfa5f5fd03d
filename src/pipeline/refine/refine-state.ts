/** What is kept of a ranking so that it can be refined later without reading anything again. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { sceneReadingSchema, songReadingSchema } from '../../model/schemas.ts';
import { MOODS, type Ranking } from '../../model/types.ts';
import { parseJson } from '../../net/json.ts';

/** Songs beyond this many, the worst of a long list, are not kept: no wish lifts them to the top. */
const MOST_SONGS = 2000;
/** An unpacked state of that many songs is far smaller. */
const MOST_BYTES = 16 * 1024 * 1024;

// In libuv's pool: a long list takes its time.
const packed = promisify(gzip);
const unpacked = promisify(gunzip);

const text = z.string();
const unit = z.number();

const palette = z.object({
  brightness: unit,
  contrast: unit,
  saturation: unit,
  warmth: unit,
  colourfulness: unit,
  thirds: z.tuple([unit, unit, unit]),
  colours: z.array(z.object({ name: text, hex: text, share: unit })),
  description: text,
  guess: text.nullable(),
  valence: unit,
  energy: unit,
});

const song = z.object({
  title: text,
  artists: z.array(text),
  album: text.nullable(),
  year: unit.nullable(),
  durationMs: unit.nullable(),
  isrc: text.nullable(),
  url: text.nullable(),
  genres: z.array(text),
  cover: text.nullable(),
});

const state = z.object({
  scene: z.object({
    caption: text,
    captionedBy: text,
    palette,
    reading: sceneReadingSchema,
    moods: z.array(unit).length(MOODS.length).nullable(),
  }),
  songs: z.array(z.object({ song, reading: songReadingSchema })).min(1),
  playlist: z.object({
    title: text,
    source: z.enum(['file', 'text', 'spotify', 'youtube', 'apple', 'deezer']),
    url: text.nullable(),
    total: unit,
    read: unit,
  }),
  skipped: z.array(z.object({ title: text, reason: text })),
  notices: z.array(z.object({ code: text, text })),
  /** The person's words so far, oldest first. */
  wishes: z.array(text),
  avoid: z.object({ moods: z.array(z.enum(MOODS)), themes: z.array(text) }),
});

export type RefineState = z.infer<typeof state>;

/** Songs best first, as far as they are kept. */
export function refineState(ranking: Ranking): RefineState {
  const { scene, wish } = ranking;
  return {
    scene: { ...scene, moods: scene.moods === null ? null : [...scene.moods] },
    songs: ranking.matches.slice(0, MOST_SONGS).map(({ song: whole, reading }) => {
      const { audio: _audio, reading: _reading, ...facts } = whole;
      return { song: facts, reading };
    }),
    playlist: ranking.playlist,
    skipped: ranking.skipped.slice(0, MOST_SONGS),
    notices: ranking.notices,
    wishes: wish === undefined ? [] : [wish.words],
    avoid: { moods: [...(wish?.avoid.moods ?? [])], themes: [...(wish?.avoid.themes ?? [])] },
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
