import { z } from 'zod';
import { paletteSchema } from './photo.ts';
import { MOODS, type SceneReading, sceneReadingSchema } from './reading.ts';

/** Probability of each mood as an image model sees it, in the order of `MOODS`, summing to 1. */
const moodDistributionSchema = z.array(z.number()).length(MOODS.length);
export type MoodDistribution = z.infer<typeof moodDistributionSchema>;

/**
 * What people say is in a photo: a `description` posted with it (alt text), the `message` it was posted with, which may be
 * about something else, or the `words` somebody answered when asked.
 */
export const saidSchema = z.object({
  text: z.string().max(300),
  by: z.enum(['description', 'message', 'words']),
});
export type Said = z.infer<typeof saidSchema>;

export const sceneSchema = z.object({
  /** What is in the photo, in words, light and colour included. */
  caption: z.string(),
  /**
   * Where that is from: a captioner (`blip`, `florence`, `vit-gpt2`), `gemini` that saw the photo, the photo's own
   * `description`, a person's `words`, or its `colours` alone, which was once called `palette`.
   */
  captionedBy: z.string().transform((by) => (by === 'palette' ? 'colours' : by)),
  palette: paletteSchema,
  reading: sceneReadingSchema,
  /** null without an image model. */
  moods: moodDistributionSchema.nullable(),
});
export type Scene = z.infer<typeof sceneSchema>;

/** Is nothing known but light and colours, since no word of what was said could be read? */
export const isUnread = ({ evidence, themes }: Pick<SceneReading, 'evidence' | 'themes'>): boolean =>
  evidence.join() === 'colours' && themes.length === 0;

/** Nobody said or saw what is in it, or in words that nobody here could read. */
export const isKnownByColours = (scene: {
  captionedBy?: string | undefined;
  reading: Pick<SceneReading, 'evidence' | 'themes'>;
}): boolean => scene.captionedBy === 'colours' || isUnread(scene.reading);

/** What a language model that sees says of a photo: what is in it, and what the moment feels like. */
export const seenPhotoSchema = z.object({ caption: z.string().min(1), reading: sceneReadingSchema });
export type SeenPhoto = z.infer<typeof seenPhotoSchema>;
