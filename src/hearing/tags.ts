/** What a sound file says of itself. */
import { z } from 'zod';

export const tagsSchema = z.object({
  title: z.string().nullable(),
  artists: z.array(z.string()),
  album: z.string().nullable(),
  year: z.number().nullable(),
  genres: z.array(z.string()),
  isrc: z.string().nullable(),
  seconds: z.number().nullable(),
});
export type Tags = z.infer<typeof tagsSchema>;

const NONE: Tags = {
  title: null,
  artists: [],
  album: null,
  year: null,
  genres: [],
  isrc: null,
  seconds: null,
};

/** Nothing for a file that can't be read. */
export async function readTags(bytes: Uint8Array): Promise<Tags> {
  const { parseBuffer } = await import('music-metadata');
  const parsed = await parseBuffer(bytes, undefined, { skipCovers: true }).catch(() => null);
  if (parsed === null) return NONE;
  const { title, artist, artists, album, year, genre, isrc } = parsed.common;
  return {
    title: title ?? null,
    artists: artists ?? (artist === undefined ? [] : [artist]),
    album: album ?? null,
    year: year ?? null,
    genres: genre ?? [],
    isrc: isrc?.[0] ?? null,
    seconds: parsed.format.duration ?? null,
  };
}
