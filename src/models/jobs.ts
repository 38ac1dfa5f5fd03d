/** What the main process and the model process say to each other. */
import { z } from 'zod';
import { rgbImageSchema } from '../model/photo.ts';

/** Which token vectors make the sentence vector, and what the model expects before the text. */
const recipeSchema = z.object({ pooling: z.enum(['mean', 'cls']), prefix: z.string() });

export type EmbeddingRecipe = z.output<typeof recipeSchema>;

export const captionerIds = ['blip', 'florence', 'vit-gpt2'] as const;

export type CaptionerId = (typeof captionerIds)[number];

/** `folder` holds the model's files. */
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
  z.object({
    type: z.literal('moods'),
    folder: z.string(),
    /** Its name in the catalogue. */
    model: z.string(),
    image: rgbImageSchema,
  }),
]);

export type Job = z.output<typeof jobSchema>;

/** One row after the other, each of Euclidean length 1 or all zeros. */
export const vectorsSchema = z.object({
  vectors: z.instanceof(Float32Array),
  dimensions: z.int().positive(),
});

export type Vectors = z.output<typeof vectorsSchema>;
