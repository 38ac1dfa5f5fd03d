/** A ranking and a soundtrack as a worker sends them: ours once, outside data now. */
import { z } from 'zod';
import { paletteSchema } from '../model/schemas.ts';
import { type FeatureName, type Match, MOODS, type Ranking, type Scene } from '../model/types.ts';
import type { Soundtrack } from '../pipeline/album/match-album.ts';
import { songSchema } from '../songs/playlist-schema.ts';

const number = z.number();
/** Shapes only: limits were kept when it was made, and nothing that was worth an answer is lost to one here. */
const reading = z.object({
  summary: z.string(),
  valence: number.nullable(),
  energy: number.nullable(),
  moods: z.array(z.enum(MOODS)),
  themes: z.array(z.string()),
  by: z.enum(['gemini', 'lexicon', 'hand']),
});

const named = z.object({ title: z.string(), reason: z.string() });

const sceneSchema: z.ZodType<Scene> = z.object({
  caption: z.string(),
  captionedBy: z.string(),
  palette: paletteSchema,
  reading: reading.extend({ valence: number, energy: number }),
  moods: z
    .array(number)
    .transform((moods) => Float32Array.from(moods))
    .nullable(),
});

const feature = z.object({ fit: number.nullable(), weight: number, added: number });
const features = {
  valence: feature,
  energy: feature,
  moods: feature,
  themes: feature,
  words: feature,
  light: feature,
} satisfies Record<FeatureName, typeof feature>;

const matchSchema: z.ZodType<Match> = z.object({
  rank: number,
  song: songSchema,
  reading: reading.extend({ basis: z.enum(['lyrics', 'metadata', 'title']) }),
  score: number,
  parts: z.object({ feeling: number, meaning: number }),
  features: z.object(features),
  vibe: z.string(),
  reason: z.string(),
  youtube: z.string(),
});

/** What rankings and soundtracks have in common. */
const shared = {
  playlist: z.object({
    title: z.string(),
    source: z.enum(['file', 'text', 'spotify', 'youtube', 'apple', 'deezer']),
    url: z.string().nullable(),
    total: number,
    read: number,
  }),
  skipped: z.array(named),
  notices: z.array(z.object({ code: z.string(), text: z.string() })),
  weightsVersion: z.string(),
};

/** Every field by name, so that a new one cannot be forgotten here: then this does not compile. */
const fields = {
  ...shared,
  scene: sceneSchema,
  matches: z.array(matchSchema),
  explanation: z.string(),
  explainedBy: z.enum(['gemini', 'features']),
  depth: z.object({ fromLyrics: number, songs: number, isFinal: z.boolean() }).optional(),
  wish: z
    .object({
      words: z.string(),
      understood: z.string(),
      avoid: z.object({ moods: z.array(z.enum(MOODS)), themes: z.array(z.string()) }),
    })
    .optional(),
} satisfies Record<keyof Ranking, z.ZodType>;

export const rankingSchema: z.ZodType<Ranking> = z.object(fields);

export const soundtrackSchema: z.ZodType<Soundtrack> = z.object({
  ...shared,
  songs: z.array(z.object({ scene: sceneSchema, match: matchSchema })),
} satisfies Record<keyof Soundtrack, z.ZodType>);

const plainScene = (scene: Scene): unknown => ({ ...scene, moods: scene.moods && [...scene.moods] });

/** As JSON can carry them. */
export const plainRanking = (ranking: Ranking): unknown => ({ ...ranking, scene: plainScene(ranking.scene) });

export const plainSoundtrack = (soundtrack: Soundtrack): unknown => ({
  ...soundtrack,
  songs: soundtrack.songs.map((song) => ({ ...song, scene: plainScene(song.scene) })),
});
