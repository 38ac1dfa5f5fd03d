/** Deezer's rows → songs. */
import { z } from 'zod';
import type { Row } from '../../songs/playlist.ts';
import { toSong } from '../../songs/song.ts';

const name = z.object({ name: z.string() });
export const deezerAlbum = z.object({
  title: z.string().catch(''),
  cover_medium: z.string().nullish().catch(null),
  release_date: z.string().nullish().catch(null),
});
type Album = z.output<typeof deezerAlbum>;
export const deezerTrack = z.object({
  id: z.coerce.number(),
  title: z.string(),
  isrc: z.string().nullish().catch(null),
  /** Seconds. */
  duration: z.coerce.number().nullish().catch(null),
  artist: name.nullish().catch(null),
  contributors: z.array(name).nullish().catch(null),
  album: deezerAlbum.nullish().catch(null),
  release_date: z.string().nullish().catch(null),
});
/** A row of any of Deezer's lists; an album's rows leave out what the album says once. */
export function rowOfDeezer(raw: unknown, ofAlbum: Album | null): Row {
  const parsed = deezerTrack.safeParse(raw);
  const unreadable: Row = {
    skipped: { title: '(no title)', reason: 'Deezer gave nothing that can be read' },
  };
  if (!parsed.success) return unreadable;
  const { data } = parsed;
  const on = data.album ?? ofAlbum;
  const artists = data.contributors?.length ? data.contributors : data.artist ? [data.artist] : [];
  const song = toSong({
    title: data.title,
    artists: artists.map((artist) => artist.name),
    album: on?.title,
    year: data.release_date ?? on?.release_date ?? ofAlbum?.release_date,
    durationMs: data.duration === null || data.duration === undefined ? null : data.duration * 1000,
    isrc: data.isrc,
    // A person's own uploads have numbers below zero and no page.
    url: data.id > 0 ? `https://www.deezer.com/track/${data.id}` : null,
    cover: on?.cover_medium,
  });
  return song === null ? unreadable : { song };
}
