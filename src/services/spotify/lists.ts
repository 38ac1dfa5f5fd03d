/** Spotify's lists over its Web API, each read whole. */
import { ServiceError } from '../../errors.ts';
import type { Playlist } from '../../model/types.ts';
import { allPages } from '../../net/pages.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import type { SpotifyApi, SpotifyCall } from './api.ts';
import {
  rowOfPlaylist,
  rowOfTrack,
  spotifyAlbum,
  spotifyPage,
  spotifyPlaylist,
  spotifyTopTracks,
  spotifyTrack,
} from './songs.ts';

export type SpotifyListKind = 'playlist' | 'album' | 'track' | 'artist';

export interface SpotifyLists {
  /** Throws `ServiceError`, and `UserError` when there is no song in it. */
  read(kind: SpotifyListKind, id: string, call: SpotifyCall): Promise<Playlist>;
  liked(call: SpotifyCall): Promise<Playlist>;
  /** The playlist's version mark. */
  snapshot(playlistId: string, call: SpotifyCall): Promise<string | null>;
}

export type SpotifyListsOptions = {
  api: SpotifyApi;
  /** The app's own access: it alone may know the older address of a playlist's rows. */
  app: SpotifyAccess | undefined;
  maxSongs: number;
};

/** The most a page may hold since February 2026. */
const pageSize = 50;

export function createSpotifyLists({ api, app, maxSongs }: SpotifyListsOptions): SpotifyLists {
  const rowsAt = (path: string, call: SpotifyCall) =>
    allPages(async (offset) => {
      const query = { limit: String(pageSize), offset: String(offset) };
      const page = await api.get(path, spotifyPage, { ...call, query });
      return { rows: page.items, total: page.total };
    }, maxSongs);

  const address = (path: string) => ({ source: 'spotify' as const, url: `https://open.spotify.com/${path}` });

  const aboutPlaylist = (id: string, call: SpotifyCall) =>
    api.get(`/v1/playlists/${id}`, spotifyPlaylist, { ...call, query: { fields: 'name,snapshot_id' } });

  async function playlist(id: string, call: SpotifyCall): Promise<Playlist> {
    // The rows first: they are what may be refused. Apps with extended quota still have the older address.
    const { rows, total } = await rowsAt(`/v1/playlists/${id}/items`, call).catch((error: unknown) => {
      const refused = error instanceof ServiceError && [401, 403, 404].includes(error.status ?? 0);
      if (call.access !== app || !refused) throw error;
      return rowsAt(`/v1/playlists/${id}/tracks`, call);
    });
    // Its name has a quota of its own: the songs are not to be lost with it.
    const about = await aboutPlaylist(id, call).catch((error: unknown) => {
      if (error instanceof ServiceError) return null;
      throw error;
    });
    return finishPlaylist({
      title: about?.name,
      ...address(`playlist/${id}`),
      rows: rows.map(rowOfPlaylist),
      total,
      snapshot: about?.snapshot_id ?? null,
    });
  }

  async function album(id: string, call: SpotifyCall): Promise<Playlist> {
    const [about, { rows, total }] = await Promise.all([
      api.get(`/v1/albums/${id}`, spotifyAlbum, call),
      rowsAt(`/v1/albums/${id}/tracks`, call),
    ]);
    const songs = rows.map((row) => rowOfTrack(row, about));
    return finishPlaylist({ title: about.name, ...address(`album/${id}`), rows: songs, total });
  }

  async function track(id: string, call: SpotifyCall): Promise<Playlist> {
    const row = rowOfTrack(await api.get(`/v1/tracks/${id}`, spotifyTrack, call));
    const title = 'song' in row ? row.song.title : row.skipped.title;
    return finishPlaylist({ title, ...address(`track/${id}`), rows: [row] });
  }

  /** Taken from small apps in February 2026; the public page still shows it. */
  async function artist(id: string, call: SpotifyCall): Promise<Playlist> {
    const [about, top] = await Promise.all([
      api.get(`/v1/artists/${id}`, spotifyPlaylist, call),
      api.get(`/v1/artists/${id}/top-tracks`, spotifyTopTracks, { ...call, query: { market: 'US' } }),
    ]);
    const rows = top.tracks.map((raw) => rowOfTrack(raw));
    return finishPlaylist({ title: about.name, ...address(`artist/${id}`), rows });
  }

  const readers = { playlist, album, track, artist };
  return {
    read: (kind, id, call) => readers[kind](id, call),
    async liked(call) {
      const { rows, total } = await rowsAt('/v1/me/tracks', call);
      const songs = rows.map(rowOfPlaylist);
      return finishPlaylist({ title: 'Liked Songs', ...address('collection/tracks'), rows: songs, total });
    },
    async snapshot(playlistId, call) {
      return (await aboutPlaylist(playlistId, call)).snapshot_id ?? null;
    },
  };
}
