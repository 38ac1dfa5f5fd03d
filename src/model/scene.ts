import { z } from 'zod';
import { paletteSchema } from './photo.ts';
import { MOODS, sceneReadingSchema } from './reading.ts';

/** Probability of each mood as an image model sees it, in the order of `MOODS`, summing to 1. */
const moodDistributionSchema = z.array(z.number()).length(MOODS.length);
export type MoodDistribution = z.infer<typeof moodDistributionSchema>;

export const sceneSchema = z.object({
  /** What is in the photo, in words, light and colour included. */
  caption: z.string(),
  /** Which captioner wrote it: `blip`, `florence`, `vit-gpt2` or `palette`. */
  captionedBy: z.string(),
  palette: paletteSchema,
  reading: sceneReadingSchema,
  /** null without an image model. */
  moods: moodDistributionSchema.nullable(),
});
export type Scene = z.infer<typeof sceneSchema>;
