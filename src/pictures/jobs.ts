/** What the main process asks of the drawing process. */
import { z } from 'zod';
import { rgbImageSchema } from '../model/photo.ts';

const onPlane = z.number().min(-1).max(1);

const mapSongSchema = z.object({
  title: z.string(),
  artists: z.array(z.string()),
  valence: onPlane.nullable(),
  energy: onPlane.nullable(),
});

export type MapSong = z.output<typeof mapSongSchema>;

const moodMapSchema = z.object({
  photo: z.object({ valence: onPlane, energy: onPlane }),
  /** Best match first. */
  songs: z.array(mapSongSchema),
});

export type MoodMap = z.output<typeof moodMapSchema>;

const cardTextSchema = z.object({
  title: z.string(),
  artists: z.array(z.string()),
  /** The song's feeling in one sentence; may be empty. */
  vibe: z.string(),
});

export type CardText = z.output<typeof cardTextSchema>;

export const jobSchema = z.discriminatedUnion('type', [
  /** Opens the fonts before the first picture. */
  z.object({ type: z.literal('warm') }),
  z.object({ type: z.literal('mood-map'), map: moodMapSchema }),
  z.object({ type: z.literal('card'), text: cardTextSchema, photo: rgbImageSchema }),
]);

export type DrawingJob = z.output<typeof jobSchema>;

export const answers = {
  warm: z.null(),
  /** A PNG. */
  picture: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
};
