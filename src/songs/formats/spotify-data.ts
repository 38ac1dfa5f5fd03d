/** What Spotify sends people who ask for their data: Playlist1.json, YourLibrary.json. */
import { z } from 'zod';
import { tidy } from '../fold.ts';
import type { Row } from '../song.ts';
import { type Format, names, reasons } from './format.ts';

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
const localName = (uri: string): string =>
  tidy((uri.split(':')[4] ?? '').replaceAll('+', ' ')) || names.localFile;

const nameless: Row = { title: '', artists: [] };

function itemRow(raw: unknown): Row {
  const { data } = playlistItem.safeParse(raw);
  if (data?.track && data.track.trackName.trim() !== '') {
    const { trackName, artistName, albumName, trackUri } = data.track;
    return { title: trackName, artists: [artistName], album: albumName, url: trackUri };
  }
  if (data?.episode) return { title: data.episode.episodeName, reason: reasons.podcast };
  return data?.localTrack ? { title: localName(data.localTrack.uri), reason: reasons.localFile } : nameless;
}

function libraryRow(raw: unknown): Row {
  const { data } = libraryTrack.safeParse(raw);
  return data ? { title: data.track, artists: [data.artist], album: data.album, url: data.uri } : nameless;
}

function* playlistRows(lists: z.infer<typeof playlists>['playlists']): Generator<Row> {
  for (const { items } of lists) for (const item of items) yield itemRow(item);
}

function* libraryRows({ tracks, episodes = [] }: z.infer<typeof library>): Generator<Row> {
  for (const track of tracks) yield libraryRow(track);
  for (const [index] of episodes.entries())
    yield { title: names.episode(index + 1), reason: reasons.podcast };
}

export const spotifyData: Format = {
  extensions: ['json'],

  sniff({ json }) {
    if (playlists.safeParse(json).success) return 1;
    const tracks = library.safeParse(json).data?.tracks;
    return tracks && libraryTrack.required().safeParse(tracks[0] ?? {}).success ? 0.9 : 0;
  },

  parse({ json }) {
    const lists = playlists.safeParse(json).data?.playlists;
    if (lists) return { titles: lists.map(({ name }) => name), rows: playlistRows(lists) };
    const { data = { tracks: [] } } = library.safeParse(json);
    return { titles: [names.liked], rows: libraryRows(data) };
  },
};
