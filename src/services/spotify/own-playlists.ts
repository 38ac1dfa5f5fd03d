/** The playlists of a linked account whose songs it may read. */
import { z } from 'zod';
import { createSingleFlight } from '../../concurrency/single-flight.ts';
import { allPages } from '../../net/pages.ts';
import { tidy } from '../../songs/fold.ts';
import type { SpotifyApi, SpotifyCall } from './api.ts';
import { spotifyPage } from './songs.ts';
import type { SpotifyVault } from './vault.ts';

export type OwnPlaylist = { title: string; link: string; songs: number | null };

const counted = z.object({ total: z.number() }).nullish().catch(null);
const row = z.object({
  id: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
  name: z.string(),
  collaborative: z.boolean().nullish().catch(null),
  owner: z.object({ id: z.string() }).nullish().catch(null),
  /** `tracks` until February 2026. */
  items: counted,
  tracks: counted,
});

/** Own and shared ones; what a person merely follows is listed by Spotify, but its songs are kept back. */
async function readOwnPlaylists(
  api: SpotifyApi,
  spotifyId: string,
  call: SpotifyCall,
): Promise<OwnPlaylist[]> {
  const { rows } = await allPages(async (offset) => {
    const query = { limit: '50', offset: String(offset) };
    const page = await api.get('/v1/me/playlists', spotifyPage, { ...call, query });
    return { rows: page.items, total: page.total };
  }, 200);
  return rows.flatMap((raw) => {
    const { data } = row.safeParse(raw);
    if (data === undefined || !(data.collaborative || data.owner?.id === spotifyId)) return [];
    return [
      {
        title: tidy(data.name) || 'Untitled playlist',
        link: `https://open.spotify.com/playlist/${data.id}`,
        songs: (data.items ?? data.tracks)?.total ?? null,
      },
    ];
  });
}

const keptMs = 60_000;

/** Whose playlists? None without a linked account. Asked for once a minute, since suggestions come with every keystroke. */
export function createOwnPlaylists({
  api,
  vault,
  now,
}: {
  api: SpotifyApi;
  vault: SpotifyVault;
  now: () => number;
}): (userId: string, signal?: AbortSignal) => Promise<OwnPlaylist[]> {
  const flight = createSingleFlight<OwnPlaylist[]>();
  const kept = new Map<string, { until: number; playlists: OwnPlaylist[] }>();

  async function look(userId: string): Promise<OwnPlaylist[]> {
    const account = await vault.find(userId);
    if (account === null) return [];
    const known = kept.get(account.id);
    if (known !== undefined && known.until > now()) return known.playlists;
    return flight(account.id, async () => {
      const access = vault.accessOf(userId, account);
      const playlists = await readOwnPlaylists(api, account.spotifyId, { access });
      for (const [id, { until }] of kept) if (until <= now()) kept.delete(id);
      kept.set(account.id, { until: now() + keptMs, playlists });
      return playlists;
    });
  }

  return async (userId, signal) => {
    signal?.throwIfAborted();
    // The look goes on when one asker gives up: the next keystroke asks for the same.
    const looking = look(userId);
    if (signal === undefined) return looking;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      looking.then(resolve, reject);
    });
  };
}
