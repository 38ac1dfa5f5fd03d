/** What the main thread asks of the drawing process; answers are those of every worker of ours. */
import { z } from 'zod';
import { rgbImageSchema } from '../model/photo.ts';
import { cardTextSchema, moodMapSchema, tasteSchema } from './shapes.ts';

export const jobSchema = z.discriminatedUnion('type', [
  /** Opens fonts and whatever else a first picture waits for. */
  z.object({ type: z.literal('warm') }),
  z.object({ type: z.literal('mood-map'), map: moodMapSchema }),
  z.object({ type: z.literal('card'), card: cardTextSchema, photo: rgbImageSchema }),
  z.object({ type: z.literal('taste'), taste: tasteSchema }),
]);

export type DrawingJob = z.output<typeof jobSchema>;

export const answers = {
  warm: z.null(),
  /** A PNG. */
  picture: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
};
