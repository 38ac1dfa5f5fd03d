/** What Spotify sends people who ask for their data: Playlist1.json, YourLibrary.json. */
import { z } from 'zod';
import { tidy } from '../fold.ts';
import { type Format, localFile, podcast, type Row } from './format.ts';
import { namePlaylists } from './title-of-many.ts';

const words = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text ?? '');

const playlistItem = z.object({
  track: z
    .object({ trackName: words, artistName: words, albumName: words, trackUri: words })
    .nullish()
    .catch(null),
  episode: z.object({ episodeName: words }).nullish().catch(null),
  localTrack: z.object({ uri: words }).nullish().catch(null),
});

const playlists = z.object({
  playlists: z.array(z.object({ name: words, items: z.array(z.unknown()) })),
});

const libraryTrack = z.object({ artist: words, album: words, track: words, uri: words });

const library = z.object({
  tracks: z.array(z.unknown()),
  episodes: z.array(z.unknown()).optional().catch([]),
});

/** `spotify:local:Artist:Album:Title:200` names the song, URL-encoded. */
function localName(uri: string): string {
  return tidy((uri.split(':')[4] ?? '').replaceAll('+', ' '), 80) || 'Local file';
}

function itemRow(raw: unknown, number: number): Row {
  const { data } = playlistItem.safeParse(raw);
  if (data?.track && data.track.trackName.trim() !== '') {
    const { trackName, artistName, albumName, trackUri } = data.track;
    return { title: trackName, artists: [artistName], album: albumName, url: trackUri };
  }
  if (data?.episode) return { title: tidy(data.episode.episodeName, 80) || `Row ${number}`, reason: podcast };
  if (data?.localTrack) return { title: localName(data.localTrack.uri), reason: localFile };
  return { title: `Row ${number}`, reason: 'no title in this row' };
}

function* playlistRows(lists: readonly { items: readonly unknown[] }[]): Generator<Row> {
  let number = 0;
  for (const { items } of lists) for (const item of items) yield itemRow(item, ++number);
}

function* libraryRows(tracks: readonly unknown[], episodes: number): Generator<Row> {
  for (const [index, raw] of tracks.entries()) {
    const { data } = libraryTrack.safeParse(raw);
    if (data && data.track.trim() !== '') {
      yield { title: data.track, artists: [data.artist], album: data.album, url: data.uri };
    } else yield { title: `Row ${index + 1}`, reason: 'no title in this row' };
  }
  for (let number = 1; number <= episodes; number++) yield { title: `Episode ${number}`, reason: podcast };
}

export const spotifyData: Format = {
  name: 'Spotify data',
  extensions: ['json'],

  recognise({ json }) {
    if (playlists.safeParse(json).success) return 1;
    const tracks = library.safeParse(json).data?.tracks;
    return tracks && libraryTrack.required().safeParse(tracks[0] ?? {}).success ? 0.9 : 0;
  },

  read({ json }) {
    const lists = playlists.safeParse(json).data?.playlists;
    if (lists)
      return { ...namePlaylists(lists.map(({ name }) => tidy(name, 80))), rows: playlistRows(lists) };
    const { tracks = [], episodes = [] } = library.safeParse(json).data ?? {};
    return { title: 'Liked songs', rows: libraryRows(tracks, episodes.length) };
  },
};
