/** The playlists of a linked account whose songs it may read. */
import { z } from 'zod';
import { createSingleFlight } from '../../../concurrency/single-flight.ts';
import { withSignal } from '../../../concurrency/time-limits.ts';
import { tidy } from '../../../songs/fold.ts';
import { orNull } from '../../or-null.ts';
import type { SpotifyApi } from '../api.ts';
import { readRows } from '../lists.ts';
import type { SpotifyVault } from './vault.ts';

export type OwnPlaylist = { title: string; link: string; songs: number | null };

const counted = orNull(z.object({ total: z.number() }));
const playlistRow = z.object({
  id: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
  name: z.string(),
  collaborative: z.boolean().catch(false),
  owner: orNull(z.object({ id: z.string() })),
  /** `tracks` until February 2026. */
  items: counted,
  tracks: counted,
});

const maxPlaylists = 200;
const keptMs = 60_000;

type OwnPlaylistsOptions = { api: SpotifyApi; vault: SpotifyVault; now: () => number };

/** A person's playlists, none without a linked account; read once a minute, since suggestions come with every keystroke. */
export function createOwnPlaylists({ api, vault, now }: OwnPlaylistsOptions) {
  const flight = createSingleFlight<OwnPlaylist[]>();
  const kept = new Map<string, { until: number; playlists: OwnPlaylist[] }>();

  return async (userId: string, signal?: AbortSignal): Promise<OwnPlaylist[]> => {
    const account = await vault.find(userId);
    if (account === null) return [];
    const known = kept.get(account.id);
    if (known !== undefined && known.until > now()) return known.playlists;
    const read = async (): Promise<OwnPlaylist[]> => {
      const access = vault.accessOf(userId, account);
      const { rows } = await readRows(api, '/v1/me/playlists', maxPlaylists, { access });
      const playlists = rows.flatMap((row) => ownPlaylist(row, account.spotifyId));
      for (const [id, { until }] of kept) if (until <= now()) kept.delete(id);
      kept.set(account.id, { until: now() + keptMs, playlists });
      return playlists;
    };
    // Not aborted with one caller: the next keystroke asks for the same.
    return withSignal(flight(account.id, read), signal);
  };
}

/** Own and shared ones: what a person merely follows is listed by Spotify, but its songs can't be read. */
function ownPlaylist(row: unknown, spotifyId: string): OwnPlaylist[] {
  const { data } = playlistRow.safeParse(row);
  if (data === undefined || !(data.collaborative || data.owner?.id === spotifyId)) return [];
  const title = tidy(data.name) || 'Untitled playlist';
  const link = `https://open.spotify.com/playlist/${data.id}`;
  return [{ title, link, songs: (data.items ?? data.tracks)?.total ?? null }];
}
