/**
 * Spotify's lists over its Web API, each read whole. Shapes name only what is used, since Spotify takes fields away and
 * brings them back.
 */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import { spotifyLists } from '../../locales/en/spotify.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { type Found, finishPlaylist } from '../../songs/playlist.ts';
import { numberOrNull, orNull, type Row, textOrNull } from '../../songs/song.ts';
import { allPages } from '../sources/music-service.ts';
import type { SpotifyApi, SpotifyCall } from './api.ts';
import type { SpotifyLink } from './links.ts';

const images = z.array(z.object({ url: z.string(), width: numberOrNull })).catch([]);

const spotifyAlbum = z.object({ name: z.string(), release_date: textOrNull, images });
type SpotifyAlbum = z.output<typeof spotifyAlbum>;

const spotifyTrack = z.object({
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

const { rows: texts } = spotifyLists;

export const skip = (reason: string, title = ''): Row => ({ title: tidy(title) || texts.untitled, reason });

export function rowOfPlaylist(raw: unknown): Row {
  const { data: row } = playlistRow.safeParse(raw);
  if (row === undefined) return skip(texts.unreadable);
  const inner = row.item ?? row.track;
  if (inner === null || inner === undefined) return skip(texts.gone, texts.removed);
  return rowOfTrack(inner, null, row.is_local === true);
}

/** A track on its own, or of an album, whose rows leave out what the album says once. */
function rowOfTrack(raw: unknown, ofAlbum: SpotifyAlbum | null = null, isLocal = false): Row {
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

/** Rows are parsed one by one: a strange one must not cost the others. */
const page = z.object({ items: z.array(z.unknown()), total: z.number().int().min(0) });
const heading = z.object({ name: z.string().catch(''), snapshot_id: textOrNull });
const topTracks = z.object({ tracks: z.array(z.unknown()) });

/** The most a page may hold since February 2026. */
const pageSize = 50;

/** Every row of a list, `maxRows` at most. Throws `ServiceError`. */
export function readRows(
  api: SpotifyApi,
  path: string,
  maxRows: number,
  call: SpotifyCall,
): Promise<{ rows: unknown[]; total: number }> {
  return allPages(async (offset) => {
    const query = { limit: String(pageSize), offset: String(offset) };
    const { items: rows, total } = await api.get(path, page, { ...call, query });
    return { rows, total };
  }, maxRows);
}

export type SpotifyListsOptions = {
  api: SpotifyApi;
  /** The app's own access: it alone may know the older address of a playlist's rows. */
  app: SpotifyAccess | undefined;
  maxSongs: number;
};

type List = Pick<Found, 'title' | 'rows' | 'total' | 'snapshot'>;

export function createSpotifyLists({ api, app, maxSongs }: SpotifyListsOptions) {
  const rowsAt = (path: string, call: SpotifyCall) => readRows(api, path, maxSongs, call);

  const aboutPlaylist = (id: string, call: SpotifyCall) =>
    api.get(`/v1/playlists/${id}`, heading, { ...call, query: { fields: 'name,snapshot_id' } });

  async function playlist(id: string, call: SpotifyCall): Promise<List> {
    // The rows first: they are what may be refused. Apps with extended quota still have the older address.
    const { rows, total } = await rowsAt(`/v1/playlists/${id}/items`, call).catch((error: unknown) => {
      const isRefused = error instanceof ServiceError && [401, 403, 404].includes(error.status ?? 0);
      if (call.access !== app || !isRefused) throw error;
      return rowsAt(`/v1/playlists/${id}/tracks`, call);
    });
    // Its name has a quota of its own: the songs must not be lost with it.
    const about = await aboutPlaylist(id, call).catch((error: unknown) => {
      if (error instanceof ServiceError) return null;
      throw error;
    });
    const snapshot = about?.snapshot_id ?? null;
    return { title: about?.name, rows: rows.map(rowOfPlaylist), total, snapshot };
  }

  async function album(id: string, call: SpotifyCall): Promise<List> {
    const [about, { rows, total }] = await Promise.all([
      api.get(`/v1/albums/${id}`, spotifyAlbum, call),
      rowsAt(`/v1/albums/${id}/tracks`, call),
    ]);
    return { title: about.name, rows: rows.map((row) => rowOfTrack(row, about)), total };
  }

  async function track(id: string, call: SpotifyCall): Promise<List> {
    const row = rowOfTrack(await api.get(`/v1/tracks/${id}`, spotifyTrack, call));
    return { title: row.title, rows: [row] };
  }

  /** Taken from small apps in February 2026; the public page still shows it. */
  async function artist(id: string, call: SpotifyCall): Promise<List> {
    const [{ name: title }, { tracks }] = await Promise.all([
      api.get(`/v1/artists/${id}`, heading, call),
      api.get(`/v1/artists/${id}/top-tracks`, topTracks, { ...call, query: { market: 'US' } }),
    ]);
    return { title, rows: tracks.map((raw) => rowOfTrack(raw)) };
  }

  async function liked(_id: string, call: SpotifyCall): Promise<List> {
    const { rows, total } = await rowsAt('/v1/me/tracks', call);
    return { title: spotifyLists.likedSongs, rows: rows.map(rowOfPlaylist), total };
  }

  const readers = { playlist, album, track, artist, liked };
  return {
    /** Throws `ServiceError`, and `UserError` when there is no song in it. */
    async read({ type, id }: SpotifyLink, call: SpotifyCall): Promise<Playlist> {
      const path = type === 'liked' ? 'collection/tracks' : `${type}/${id}`;
      const url = `https://open.spotify.com/${path}`;
      return finishPlaylist({ ...(await readers[type](id, call)), source: 'spotify', url });
    },

    async snapshot(playlistId: string, call: SpotifyCall): Promise<string | null> {
      return (await aboutPlaylist(playlistId, call)).snapshot_id;
    },
  };
}
