/** What a sound file says of itself. */
import { z } from 'zod';

const textOrNull = z.string().nullable().catch(null);
const texts = z.array(z.string()).catch([]);

/** A damaged file says anything, such as a length below zero: what is no answer is left out. */
export const tagsSchema = z.object({
  title: textOrNull,
  artists: texts,
  album: textOrNull,
  year: z.int().nullable().catch(null),
  genres: texts,
  isrc: textOrNull,
  seconds: z.number().positive().nullable().catch(null),
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

/** An ordinary file takes some dozens; one that is made of empty boxes has millions. */
const MOST_READS = 5_000;

/** The file, as something that can be read so many times. */
function readableBlob(bytes: Uint8Array): Blob {
  const blob = new Blob([new Uint8Array(bytes)]);
  const slice = blob.slice.bind(blob);
  let reads = 0;
  blob.slice = (...range) => {
    if (++reads > MOST_READS) throw new Error('too many parts');
    return slice(...range);
  };
  return blob;
}

/** Nothing for a file that can't be read. */
export async function readTags(bytes: Uint8Array): Promise<Tags> {
  const { parseBlob } = await import('music-metadata');
  const parsed = await parseBlob(readableBlob(bytes), { skipCovers: true }).catch(() => null);
  if (parsed === null) return NONE;
  const { title, artist, artists, album, year, genre, isrc } = parsed.common;
  return tagsSchema.parse({
    title: title ?? null,
    artists: artists ?? (artist === undefined ? [] : [artist]),
    album: album ?? null,
    year: year ?? null,
    genres: genre ?? [],
    isrc: isrc?.[0] ?? null,
    seconds: parsed.format.duration ?? null,
  });
}
