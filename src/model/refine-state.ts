import { z } from 'zod';
import { avoidSchema, rankingSchema } from './ranking.ts';
import { songReadingSchema } from './reading.ts';
import { songSchema } from './song.ts';

/** What is kept of a ranking so that it can be refined later without reading anything again. */
export const refineStateSchema = rankingSchema
  .pick({ scene: true, playlist: true, skipped: true, notices: true })
  .extend({
    /** Best first. */
    songs: z
      .array(z.object({ song: songSchema.omit({ audio: true, reading: true }), reading: songReadingSchema }))
      .min(1),
    /** The person's words so far, oldest first. */
    wishes: z.array(z.string()),
    avoid: avoidSchema,
  });
export type RefineState = z.infer<typeof refineStateSchema>;
