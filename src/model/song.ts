import { z } from 'zod';
import { readingSchema } from './reading.ts';

/** A song as its playlist names it. Facts only. */
export const songSchema = z.object({
  title: z.string().min(1),
  artists: z.array(z.string()),
  album: z.string().nullable(),
  year: z.number().nullable(),
  durationMs: z.number().nullable(),
  /** On the host's own music server, which has its sound and perhaps its lyrics. */
  subsonicId: z.string().optional(),
  /** Upper case, without hyphens. */
  isrc: z.string().nullable(),
  /** Where the playlist says it can be heard. */
  url: z.string().nullable(),
  genres: z.array(z.string()),
  /** Cover art (https), when the source names one. */
  cover: z.string().nullable(),
  /** Numbers that came with the playlist (Exportify's Energy and Valence), 0..1 as they stand there. */
  audio: z.object({ valence: z.number().nullable(), energy: z.number().nullable() }).nullable(),
  /** What half a minute of its sound feels like by src/hearing, -1..1. */
  heard: z.object({ valence: z.number(), energy: z.number() }).optional(),
  /** A reading written by hand in the playlist file itself. */
  reading: readingSchema.nullable(),
});
export type Song = z.infer<typeof songSchema>;
