/** A playlist as a cache or another process gives it back: ours once, outside data now. */
import { z } from 'zod';
import { readingSchema } from '../model/schemas.ts';
import type { Playlist, Song } from '../model/types.ts';

const text = z.string().nullable();
const number = z.number().nullable();

export const songSchema: z.ZodType<Song> = z.object({
  title: z.string().min(1),
  artists: z.array(z.string()),
  album: text,
  year: number,
  durationMs: number,
  isrc: text,
  url: text,
  genres: z.array(z.string()),
  cover: text,
  audio: z.object({ valence: number, energy: number }).nullable(),
  reading: readingSchema.nullable(),
});

export const playlistSchema: z.ZodType<Playlist> = z.object({
  title: z.string(),
  source: z.enum(['file', 'text', 'spotify', 'youtube', 'apple', 'deezer']),
  url: text,
  songs: z.array(songSchema),
  total: z.number().int().min(0),
  skipped: z.array(z.object({ title: z.string(), reason: z.string() })),
  notices: z.array(z.object({ code: z.string(), text: z.string() })),
  snapshot: text,
  readAt: z.number().optional(),
});
