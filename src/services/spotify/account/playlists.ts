/** The playlists of a linked account: those whose songs it may read, and a new private one of a list of songs. */
import { z } from 'zod';
import { withSignal } from '../../../concurrency/time-limits.ts';
import { UserError } from '../../../errors.ts';
import { sentences } from '../../../locales/sentences.ts';
import type { CallOptions } from '../../../pipeline/ports.ts';
import type { ListedSong, SongList } from '../../../songs/export.ts';
import { tidy } from '../../../songs/fold.ts';
import { isSameRecording, isSameSong } from '../../../songs/identity.ts';
import { orNull } from '../../../songs/song.ts';
import { quotedName } from '../../../songs/titles.ts';
import { refusalOf, type SpotifyApi, type SpotifyCall } from '../api.ts';
import { readRows } from '../lists.ts';
import type { SpotifyVault } from './vault.ts';

export type NewPlaylist = {
  url: string;
  added: number;
  missing: string[];
};

/** With the line that Spotify shows below its title. */
export type DescribedList = SongList & { description: string };

/** Spotify takes a hundred at once, and an answer never has more. */
const mostSongs = 100;
const longestName = 100;

const hit = z.object({
  uri: z.string().regex(/^spotify:track:[0-9A-Za-z]{22}$/),
  name: z.string(),
  artists: z.array(z.object({ name: z.string() })),
});
const searchResult = z.object({ tracks: z.object({ items: z.array(hit.nullable().catch(null)) }) });
const created = z.object({ id: z.string().regex(/^[A-Za-z0-9]{1,64}$/) });

/** The song's own link, else what Spotify has under its ISRC or its name; null: nothing. */
async function findUri(song: ListedSong, api: SpotifyApi, call: SpotifyCall): Promise<string | null> {
  const { title, isrc, url } = song;
  const id = /^https:\/\/open\.spotify\.com\/track\/([0-9A-Za-z]{22})$/.exec(url ?? '')?.[1];
  if (id !== undefined) return `spotify:track:${id}`;
  const [artist] = song.artists;
  const queries = [
    ...(isrc === null ? [] : [`isrc:${isrc}`]),
    ...(artist === undefined ? [] : [`track:${quotedName(title)} artist:${quotedName(artist)}`]),
  ];
  for (const q of queries) {
    const query = { q, type: 'track', limit: '5' };
    const { tracks } = await api.get('/v1/search', searchResult, { ...call, query });
    const named = tracks.items.flatMap((found) =>
      found === null
        ? []
        : { uri: found.uri, title: found.name, artists: found.artists.map(({ name }) => name) },
    );
    const found =
      named.find((one) => isSameRecording(song, one)) ?? named.find((one) => isSameSong(song, one));
    if (found !== undefined) return found.uri;
  }
  return null;
}

async function create(list: DescribedList, api: SpotifyApi, call: SpotifyCall): Promise<NewPlaylist> {
  const uris = new Set<string>();
  const missing: string[] = [];
  for (const song of list.songs.slice(0, mostSongs)) {
    const uri = await findUri(song, api, call);
    if (uri === null) missing.push(song.title);
    else uris.add(uri);
  }
  if (uris.size === 0)
    throw new UserError('spotify-none-found', sentences.spotifyLists.newPlaylist.noneFound);
  // Both as of February 2026; /users/{id}/playlists and /playlists/{id}/tracks are gone.
  const about = { name: tidy(list.title, longestName), public: false, description: list.description };
  const { id } = await api.post('/v1/me/playlists', about, created, call);
  await api.post(`/v1/playlists/${id}/items`, { uris: [...uris] }, z.unknown(), call);
  return { url: `https://open.spotify.com/playlist/${id}`, added: uris.size, missing };
}

/** Throws `UserError` with what the person can do, and `ServiceError` when Spotify is down. */
export async function createPlaylist(
  list: DescribedList,
  api: SpotifyApi,
  call: SpotifyCall,
): Promise<NewPlaylist> {
  try {
    return await create(list, api, call);
  } catch (cause) {
    const refusal = refusalOf(cause, true);
    if (refusal?.code !== 'spotify-not-yours') throw refusal ?? cause;
    throw new UserError('spotify-refused', sentences.spotifyLists.newPlaylist.refused, { cause });
  }
}

export type OwnPlaylist = { title: string; link: string };

const playlistRow = z.object({
  id: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
  name: z.string(),
  collaborative: z.boolean().catch(false),
  owner: orNull(z.object({ id: z.string() })),
});

const maxPlaylists = 200;
const keptMs = 60_000;

/**
 * A person's playlists, none without a linked account; asked for once a minute, since suggestions come with every keystroke. A
 * failure is kept as long.
 */
export function createOwnPlaylists(api: SpotifyApi, vault: SpotifyVault) {
  const kept = new Map<string, { until: number; playlists: Promise<OwnPlaylist[]> }>();

  return async (userId: string, { signal }: CallOptions = {}): Promise<OwnPlaylist[]> => {
    const account = await vault.find(userId);
    if (account === null) return [];
    const read = async (): Promise<OwnPlaylist[]> => {
      const access = vault.accessOf(userId, account);
      const { rows } = await readRows(api, '/v1/me/playlists', maxPlaylists, { access });
      return rows.flatMap((row) => ownPlaylist(row, account.spotifyId));
    };
    for (const [id, { until }] of kept) if (until <= Date.now()) kept.delete(id);
    const playlists = kept.get(account.id)?.playlists ?? read();
    if (!kept.has(account.id)) kept.set(account.id, { until: Date.now() + keptMs, playlists });
    // Not aborted with one caller: the next keystroke asks for the same.
    return withSignal(playlists, signal);
  };
}

/** Own and shared ones: what a person merely follows is listed by Spotify, but its songs can't be read. */
function ownPlaylist(row: unknown, spotifyId: string): OwnPlaylist[] {
  const { data } = playlistRow.safeParse(row);
  if (data === undefined || !(data.collaborative || data.owner?.id === spotifyId)) return [];
  const title = tidy(data.name) || 'Untitled playlist';
  const link = `https://open.spotify.com/playlist/${data.id}`;
  return [{ title, link }];
}
