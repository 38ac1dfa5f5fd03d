/** A list of songs → a new private playlist in a linked account. */
import { z } from 'zod';
import { ServiceError, UserError } from '../../errors.ts';
import type { CallOptions, SpotifyAccess } from '../../pipeline/ports.ts';
import type { ListedSong, SongList } from '../../songs/export/index.ts';
import { tidy } from '../../songs/fold.ts';
import { isSameSong } from '../../songs/identity.ts';
import type { SpotifyApi, SpotifyCall } from './api.ts';
import { refusalSentence } from './refusals.ts';

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

const trackUri = z.string().regex(/^spotify:track:[0-9A-Za-z]{22}$/);
const found = z.object({
  tracks: z.object({
    items: z.array(
      z
        .object({ uri: trackUri, name: z.string(), artists: z.array(z.object({ name: z.string() })) })
        .nullable()
        .catch(null),
    ),
  }),
});
const created = z.object({ id: z.string().regex(/^[A-Za-z0-9]{1,64}$/) });

/** Quotes part the search's fields: a name has none. */
const quoted = (name: string): string => `"${name.replaceAll('"', ' ').slice(0, 100)}"`;

function uriIn({ url }: ListedSong): string | null {
  const id = /^https:\/\/open\.spotify\.com\/track\/([0-9A-Za-z]{22})$/.exec(url ?? '')?.[1];
  return id === undefined ? null : `spotify:track:${id}`;
}

/** The song's own link, else what Spotify has under its ISRC or its name; null: nothing. */
async function uriOf(song: ListedSong, api: SpotifyApi, call: SpotifyCall): Promise<string | null> {
  const own = uriIn(song);
  if (own !== null) return own;
  const { title, artists, isrc } = song;
  const [artist] = artists;
  const questions = [
    ...(isrc === null ? [] : [`isrc:${isrc}`]),
    ...(artist === undefined ? [] : [`track:${quoted(title)} artist:${quoted(artist)}`]),
  ];
  for (const q of questions) {
    const { tracks } = await api.get('/v1/search', found, {
      ...call,
      query: { q, type: 'track', limit: '5' },
    });
    const hit = tracks.items.find(
      (item) =>
        item !== null &&
        isSameSong(song, { title: item.name, artist: item.artists.map(({ name }) => name).join(', ') }),
    );
    if (hit) return hit.uri;
  }
  return null;
}

async function create(list: SongList, api: SpotifyApi, call: SpotifyCall): Promise<NewPlaylist> {
  const songs = list.songs.slice(0, mostSongs);
  const uris: (string | null)[] = [];
  for (const song of songs) uris.push(await uriOf(song, api, call));
  const had = [...new Set(uris.filter((uri) => uri !== null))];
  if (had.length === 0) {
    throw new UserError(
      'spotify-none-found',
      'Spotify has none of these songs, so there is nothing to put into a playlist. The files hold them all.',
    );
  }
  // Both as of February 2026; /users/{id}/playlists and /playlists/{id}/tracks are gone.
  const about = { name: tidy(list.title, longestName), public: false, description: 'Made by SceneScore' };
  const { id } = await api.post('/v1/me/playlists', about, created, call);
  await api.post(`/v1/playlists/${id}/items`, { uris: had }, z.unknown(), call);
  return {
    url: `https://open.spotify.com/playlist/${id}`,
    added: had.length,
    missing: songs.flatMap(({ title }, at) => (uris[at] === null ? [title] : [])),
  };
}

/** Throws `UserError` with what the person can do, and `ServiceError` when Spotify is down. */
export async function createPlaylistAt(
  list: SongList,
  {
    api,
    access,
    now,
    ...options
  }: CallOptions & { api: SpotifyApi; access: SpotifyAccess; now: () => number },
): Promise<NewPlaylist> {
  try {
    return await create(list, api, { ...options, access });
  } catch (error) {
    const refusal = refusalSentence(error, { byAccount: true, now: now() });
    if (refusal === null) throw error;
    if (refusal.code !== 'spotify-not-yours' || !(error instanceof ServiceError)) throw refusal;
    throw new UserError(
      'spotify-refused',
      'Spotify would not let me create the playlist. Link your account anew with `/spotify unlink` and this button, or use the files.',
      { cause: error },
    );
  }
}
