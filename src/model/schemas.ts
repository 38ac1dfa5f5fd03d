/** Shapes of what comes back from a cache or a file: ours once, outside data now. */
import { z } from 'zod';
import type { Explanation } from '../pipeline/ports.ts';
import { MOODS, type Palette, type Reading, type SceneReading, type SongReading } from './types.ts';

const place = z.number().min(-1).max(1);

export const readingSchema: z.ZodType<Reading> = z.object({
  summary: z.string().max(300),
  valence: place.nullable(),
  energy: place.nullable(),
  moods: z.array(z.enum(MOODS)).max(3),
  themes: z.array(z.string().max(40)).max(5),
});

const by = z.enum(['gemini', 'lexicon', 'hand']);

export const songReadingSchema: z.ZodType<SongReading> = readingSchema.and(
  z.object({ basis: z.enum(['lyrics', 'metadata', 'title']), by }),
);

export const sceneReadingSchema: z.ZodType<SceneReading> = readingSchema.and(
  z.object({ valence: place, energy: place, by }),
);

const number = z.number();

/** Shape only: from another process of ours. */
export const paletteSchema: z.ZodType<Palette> = z.object({
  brightness: number,
  contrast: number,
  saturation: number,
  warmth: number,
  colourfulness: number,
  thirds: z.tuple([number, number, number]),
  colours: z.array(z.object({ name: z.string(), hex: z.string(), share: number })),
  guess: z.string().nullable(),
  description: z.string(),
  valence: number,
  energy: number,
});

/** Words as they are kept; those kept before there was a `by` are the model's own. */
export const keptWordsSchema = z.object({ by: z.enum(['gemini', 'features']).optional() });

export const explanationSchema: z.ZodType<Explanation> = z.object({
  explanation: z.string().min(1).max(1500),
  reasons: z.array(z.string().max(300).nullable()).max(10),
  order: z.array(z.number().int().min(0)).max(10).nullable(),
});
