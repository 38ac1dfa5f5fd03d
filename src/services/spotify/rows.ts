/** Spotify's rows → songs. Shapes name only what is used, since Spotify takes fields away and brings them back. */
import { z } from 'zod';
import { spotifyTexts } from '../../locales/en/spotify.ts';
import { tidy } from '../../songs/fold.ts';
import { numberOrNull, orNull, type Row, textOrNull } from '../../songs/song.ts';

const images = z.array(z.object({ url: z.string(), width: numberOrNull })).catch([]);

export const spotifyAlbum = z.object({ name: z.string(), release_date: textOrNull, images });
export type SpotifyAlbum = z.output<typeof spotifyAlbum>;

export const spotifyTrack = z.object({
  type: z.string().optional(),
  is_local: z.boolean().nullish(),
  id: z.string().nullish(),
  name: z.string(),
  artists: z.array(z.object({ name: z.string() })).catch([]),
  album: orNull(spotifyAlbum),
  duration_ms: numberOrNull,
  external_ids: orNull(z.object({ isrc: textOrNull })),
});

/** `item` is the name since February 2026, `track` the one before it and still that of Liked Songs. */
const playlistRow = z.object({
  is_local: z.boolean().nullish(),
  item: z.unknown().optional(),
  track: z.unknown().optional(),
});

/** The page of a track; null for what is no id. */
export const trackLink = (id: string): string | null =>
  /^[A-Za-z0-9]{1,64}$/.test(id) ? `https://open.spotify.com/track/${id}` : null;

/** The cover nearest to 300 pixels: big enough to look at, small enough to fetch. */
function coverOf(covers: z.output<typeof images> = []): string | undefined {
  const distance = ({ width }: (typeof covers)[number]): number => Math.abs((width ?? 640) - 300);
  return [...covers].sort((a, b) => distance(a) - distance(b))[0]?.url;
}

const { rows: texts } = spotifyTexts;

/** A row that holds no song. */
export const skip = (reason: string, title = ''): Row => ({ title: tidy(title) || texts.untitled, reason });

/** A row of a playlist or of Liked Songs. */
export function rowOfPlaylist(raw: unknown): Row {
  const { data: row } = playlistRow.safeParse(raw);
  if (row === undefined) return skip(texts.unreadable);
  const inner = row.item ?? row.track;
  if (inner === null || inner === undefined) return skip(texts.gone, texts.removed);
  return rowOfTrack(inner, null, row.is_local === true);
}

/** A track on its own, or of an album, whose rows leave out what the album says once. */
export function rowOfTrack(raw: unknown, ofAlbum: SpotifyAlbum | null = null, isLocal = false): Row {
  const { data: track } = spotifyTrack.safeParse(raw);
  if (track === undefined) return skip(texts.unreadable);
  if (track.type === 'episode') return skip(texts.podcast, track.name);
  if (isLocal || track.is_local) return skip(texts.local, track.name);
  // Spotify keeps rows of withdrawn songs, with an empty name.
  if (tidy(track.name) === '') return skip(texts.gone, texts.removed);
  const on = track.album ?? ofAlbum;
  return {
    title: track.name,
    artists: track.artists.map(({ name }) => name),
    album: on?.name,
    year: on?.release_date,
    durationMs: track.duration_ms,
    isrc: track.external_ids?.isrc,
    url: trackLink(track.id ?? ''),
    cover: coverOf(on?.images),
  };
}
