/** What the main process and the model process say to each other; both sides check what they hear. */
import { z } from 'zod';
import { rgbImageSchema } from '../model/photo.ts';

/** How a model turns token vectors into a sentence vector, and what it wants before the text. */
const recipeSchema = z.object({ pooling: z.enum(['mean', 'cls']), prefix: z.string() });

export type EmbeddingRecipe = z.output<typeof recipeSchema>;

export const captionerIds = ['blip', 'florence', 'vit-gpt2'] as const;

export type CaptionerId = (typeof captionerIds)[number];

/** One piece of work. `folder` holds the model's files. */
export const jobSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('caption'),
    captioner: z.enum(captionerIds),
    folder: z.string(),
    image: rgbImageSchema,
  }),
  z.object({
    type: z.literal('embed'),
    folder: z.string(),
    recipe: recipeSchema,
    texts: z.array(z.string()).min(1),
  }),
  /** The 18 x n vectors of the mood prompts: one row after the other, each of length 1. */
  z.object({ type: z.literal('mood-prompts'), folder: z.string() }),
  z.object({
    type: z.literal('moods'),
    folder: z.string(),
    image: rgbImageSchema,
    prompts: z.instanceof(Float32Array),
  }),
]);

export type Job = z.output<typeof jobSchema>;

/** Vectors one row after the other, each of Euclidean length 1 or all zeros. */
export const vectorsSchema = z.object({
  vectors: z.instanceof(Float32Array),
  dimensions: z.int().positive(),
});

export type Vectors = z.output<typeof vectorsSchema>;

/** Handed to the process when it starts: intra-op threads of each inference session, and BLIP's beams. */
export const workerSettingsSchema = z.object({ threads: z.int().positive(), beams: z.int().positive() });

export type WorkerSettings = z.output<typeof workerSettingsSchema>;
