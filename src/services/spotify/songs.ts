/** Spotify's rows → songs. Shapes name only what is used, since Spotify takes fields away and brings them back. */
import { z } from 'zod';
import { tidy } from '../../songs/fold.ts';
import type { Row } from '../../songs/playlist.ts';
import { toSong } from '../../songs/song.ts';

const named = z.object({ name: z.string() });
const images = z
  .array(z.object({ url: z.string(), width: z.number().nullish() }))
  .nullish()
  .catch(null);

const album = z.object({ name: z.string(), release_date: z.string().nullish().catch(null), images });

export const spotifyTrack = z.object({
  type: z.string().optional(),
  is_local: z.boolean().nullish(),
  id: z.string().nullish(),
  name: z.string(),
  artists: z.array(named).catch([]),
  album: album.nullish().catch(null),
  duration_ms: z.number().nullish().catch(null),
  external_ids: z.object({ isrc: z.string().nullish() }).nullish().catch(null),
});

/** `item` is the name since February 2026, `track` the one before it and still that of Liked Songs. */
const playlistRow = z.object({
  is_local: z.boolean().nullish(),
  item: z.unknown().optional(),
  track: z.unknown().optional(),
});

/** A page of any of Spotify's lists. Rows are looked at one by one: a strange one must not cost the others. */
export const spotifyPage = z.object({ items: z.array(z.unknown()), total: z.number().int().min(0) });

export const spotifyPlaylist = z.object({
  name: z.string().catch(''),
  snapshot_id: z.string().nullish().catch(null),
});

export const spotifyAlbum = album.extend({ artists: z.array(named).catch([]) });
export type SpotifyAlbum = z.output<typeof spotifyAlbum>;

export const spotifyTopTracks = z.object({ tracks: z.array(z.unknown()) });

/** The page of a track; null for what is no id. */
export const trackLink = (id: string): string | null =>
  /^[A-Za-z0-9]{1,64}$/.test(id) ? `https://open.spotify.com/track/${id}` : null;

/** The cover nearest to 300 pixels: big enough to look at, small enough to fetch. */
function coverOf(covers: z.output<typeof images>): string | null {
  const [best] = [...(covers ?? [])].sort(
    (a, b) => Math.abs((a.width ?? 640) - 300) - Math.abs((b.width ?? 640) - 300),
  );
  return best?.url ?? null;
}

const skip = (title: string, reason: string): Row => ({
  skipped: { title: tidy(title) || '(no title)', reason },
});

/** A row of a playlist or of Liked Songs. */
export function rowOfPlaylist(raw: unknown): Row {
  const row = playlistRow.safeParse(raw);
  if (!row.success) return skip('', 'Spotify gave nothing that can be read');
  const inner = row.data.item ?? row.data.track;
  if (inner === null || inner === undefined) return skip('(removed song)', 'no longer on Spotify');
  return rowOfTrack(inner, null, row.data.is_local === true);
}

/** A track on its own, or of an album, whose rows leave out what the album says once. */
export function rowOfTrack(raw: unknown, ofAlbum: SpotifyAlbum | null = null, isLocal = false): Row {
  const parsed = spotifyTrack.safeParse(raw);
  if (!parsed.success) return skip('', 'Spotify gave nothing that can be read');
  const { data } = parsed;
  if (data.type === 'episode') return skip(data.name, 'a podcast episode');
  if (isLocal || data.is_local) return skip(data.name, 'a file on your own computer');
  const on = data.album ?? ofAlbum;
  const song = toSong({
    title: data.name,
    artists: data.artists.map(({ name }) => name),
    album: on?.name,
    year: on?.release_date,
    durationMs: data.duration_ms,
    isrc: data.external_ids?.isrc,
    url: trackLink(data.id ?? ''),
    cover: coverOf(on?.images),
  });
  // Spotify keeps rows of withdrawn songs, with an empty name.
  return song === null ? skip('(removed song)', 'no longer on Spotify') : { song };
}
