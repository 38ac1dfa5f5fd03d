/** Spotify's lists over its Web API, each read whole. */
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import { spotifyTexts } from '../../locales/en/spotify.ts';
import type { Playlist } from '../../model/playlist.ts';
import { allPages } from '../../net/pages.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import { type Found, finishPlaylist } from '../../songs/playlist.ts';
import { textOrNull } from '../../songs/song.ts';
import type { SpotifyApi, SpotifyCall } from './api.ts';
import type { SpotifyLink } from './links.ts';
import { rowOfPlaylist, rowOfTrack, spotifyAlbum, spotifyTrack } from './rows.ts';

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
    return { title: spotifyTexts.likedSongs, rows: rows.map(rowOfPlaylist), total };
  }

  const readers = { playlist, album, track, artist, liked };
  return {
    /** Throws `ServiceError`, and `UserError` when there is no song in it. */
    async read({ type, id }: SpotifyLink, call: SpotifyCall): Promise<Playlist> {
      const path = type === 'liked' ? 'collection/tracks' : `${type}/${id}`;
      const url = `https://open.spotify.com/${path}`;
      return finishPlaylist({ ...(await readers[type](id, call)), source: 'spotify', url });
    },

    /** The playlist's version mark. */
    async snapshot(playlistId: string, call: SpotifyCall): Promise<string | null> {
      return (await aboutPlaylist(playlistId, call)).snapshot_id;
    },
  };
}
