/** What the main thread asks of the drawing process; answers are those of every worker of ours. */
import { z } from 'zod';
import { cardTextSchema, moodMapSchema, tasteSchema } from './shapes.ts';

export const jobSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mood-map'), map: moodMapSchema }),
  z.object({ type: z.literal('card'), card: cardTextSchema }),
  z.object({ type: z.literal('taste'), taste: tasteSchema }),
]);

export type DrawingJob = z.output<typeof jobSchema>;

export const requestSchema = z.object({ id: z.int(), job: jobSchema });

const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** An SVG document of ours; for a card, the place that is left for the photo. */
export const drawingSchema = z.object({ svg: z.string(), photo: boxSchema.optional() });

export type Drawing = z.output<typeof drawingSchema>;
