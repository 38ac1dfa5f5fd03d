/** What is given to be drawn. Plain values: they travel to the drawing process. */
import { z } from 'zod';

const place = z.number().min(-1).max(1);

export const mapSongSchema = z.object({
  title: z.string(),
  artists: z.array(z.string()),
  valence: place.nullable(),
  energy: place.nullable(),
});

/** Songs best first. */
export const moodMapSchema = z.object({
  photo: z.object({ valence: place, energy: place }),
  songs: z.array(mapSongSchema),
});

export type MoodMap = z.output<typeof moodMapSchema>;

export type MapSong = z.output<typeof mapSongSchema>;

/** Upright for a story, lying for a screen, square for a feed. */
export const cardSizes = {
  story: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  square: { width: 1080, height: 1080 },
} as const;

export type CardShape = keyof typeof cardSizes;

export const cardTextSchema = z.object({
  shape: z.enum(['story', 'landscape', 'square']),
  title: z.string(),
  artists: z.array(z.string()),
  /** The song's feeling in one sentence; may be empty. */
  vibe: z.string(),
  /** Width over height. */
  photoRatio: z.number().positive(),
});

export type CardText = z.output<typeof cardTextSchema>;

const part = z.number().min(-1).max(1);

export const tasteSchema = z.object({
  rows: z.array(
    z.object({
      label: z.string(),
      /** Its part in this person's rankings, below 0 for contrast: songs that go against the photo. */
      yours: part,
      /** The same for somebody who never rated. */
      usual: part,
      /** How sure it is that yours differs, 0..1. */
      sureness: z.number().min(0).max(1),
    }),
  ),
  /** Ratings it was learned from. */
  count: z.int().nonnegative(),
});

export type TasteRows = z.output<typeof tasteSchema>;
