/** A list of songs → a new private playlist in a linked account. */
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { spotifyTexts } from '../../../locales/en/spotify.ts';
import type { ListedSong, SongList } from '../../../songs/export.ts';
import { tidy } from '../../../songs/fold.ts';
import { isSameSong } from '../../../songs/identity.ts';
import { quotedName } from '../../../songs/titles.ts';
import type { SpotifyApi, SpotifyCall } from '../api.ts';
import { refusalOf } from '../refusals.ts';

export type NewPlaylist = {
  url: string;
  /** Songs in it. */
  added: number;
  /** Titles that Spotify does not have. */
  missing: string[];
};

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
    for (const found of tracks.items) {
      const artist = found?.artists.map(({ name }) => name).join(', ') ?? '';
      if (found && isSameSong(song, { title: found.name, artist })) return found.uri;
    }
  }
  return null;
}

async function create(list: SongList, api: SpotifyApi, call: SpotifyCall): Promise<NewPlaylist> {
  const uris = new Set<string>();
  const missing: string[] = [];
  for (const song of list.songs.slice(0, mostSongs)) {
    const uri = await findUri(song, api, call);
    if (uri === null) missing.push(song.title);
    else uris.add(uri);
  }
  if (uris.size === 0) throw new UserError('spotify-none-found', spotifyTexts.newPlaylist.noneFound);
  // Both as of February 2026; /users/{id}/playlists and /playlists/{id}/tracks are gone.
  const { description } = spotifyTexts.newPlaylist;
  const about = { name: tidy(list.title, longestName), public: false, description };
  const { id } = await api.post('/v1/me/playlists', about, created, call);
  await api.post(`/v1/playlists/${id}/items`, { uris: [...uris] }, z.unknown(), call);
  return { url: `https://open.spotify.com/playlist/${id}`, added: uris.size, missing };
}

/** Throws `UserError` with what the person can do, and `ServiceError` when Spotify is down. */
export async function createPlaylist(
  list: SongList,
  api: SpotifyApi,
  call: SpotifyCall,
  now: () => number,
): Promise<NewPlaylist> {
  try {
    return await create(list, api, call);
  } catch (cause) {
    const refusal = refusalOf(cause, { byAccount: true, now: now() });
    if (refusal?.code !== 'spotify-not-yours') throw refusal ?? cause;
    throw new UserError('spotify-refused', spotifyTexts.newPlaylist.refused, { cause });
  }
}
