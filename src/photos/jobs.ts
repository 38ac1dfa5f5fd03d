/** What the main process asks of the photo process. */
import { z } from 'zod';
import { photoSchema } from '../model/photo.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const jobSchema = z.discriminatedUnion('type', [
  /** Loads sharp before the first photo. */
  z.object({ type: z.literal('warm') }),
  z.object({ type: z.literal('open'), bytes: bytesSchema }),
]);

export type PhotoJob = z.output<typeof jobSchema>;

export const answers = {
  warm: z.null(),
  /** An error loses its class on the way, so a `UserError` is sent as an answer. */
  open: z.union([
    z.object({ refused: z.object({ code: z.string(), message: z.string(), cause: z.string() }) }),
    z.object({ photo: photoSchema, small: bytesSchema }),
  ]),
};

export type OpenAnswer = z.output<typeof answers.open>;
