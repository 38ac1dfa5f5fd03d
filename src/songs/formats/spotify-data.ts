/** What Spotify sends people who ask for their data: Playlist1.json, YourLibrary.json. */
import { z } from 'zod';
import { fileNames, files } from '../../locales/en/files.ts';
import { tidy } from '../fold.ts';
import { orNull, type Row } from '../song.ts';
import type { Format } from './format.ts';

const words = z.string().catch('');

const playlistItem = z.object({
  track: orNull(z.object({ trackName: words, artistName: words, albumName: words, trackUri: words })),
  episode: orNull(z.object({ episodeName: words })),
  localTrack: orNull(z.object({ uri: words })),
});

const playlists = z.object({
  playlists: z.array(z.object({ name: words, items: z.array(z.unknown()) })),
});

/** Others' JSON has lists of these names, too: what is in them tells Spotify's. */
const ownItem = z.union([
  z.object({ track: z.object({ trackName: z.string() }) }),
  z.object({ episode: z.object({ episodeName: z.string() }) }),
  z.object({ localTrack: z.object({ uri: z.string() }) }),
]);

const libraryTrack = z.object({ artist: words, album: words, track: words, uri: words });

const library = z.object({
  tracks: z.array(z.unknown()),
  episodes: z.array(z.unknown()).optional().catch([]),
});

/** `spotify:local:Artist:Album:Title:200` names the song, URL-encoded. */
const localName = (uri: string) =>
  tidy((uri.split(':')[4] ?? '').replaceAll('+', ' ')) || fileNames.localFile;

const nameless: Row = { title: '', artists: [] };

function itemRow(raw: unknown): Row {
  const { data } = playlistItem.safeParse(raw);
  if (data?.track && data.track.trackName.trim() !== '') {
    const { trackName, artistName, albumName, trackUri } = data.track;
    return { title: trackName, artists: [artistName], album: albumName, url: trackUri };
  }
  if (data?.episode) return { title: data.episode.episodeName, reason: files.reason.podcast };
  return data?.localTrack
    ? { title: localName(data.localTrack.uri), reason: files.reason.localFile }
    : nameless;
}

function libraryRow(raw: unknown): Row {
  const { data } = libraryTrack.safeParse(raw);
  return data ? { title: data.track, artists: [data.artist], album: data.album, url: data.uri } : nameless;
}

const libraryRows = ({ tracks, episodes = [] }: z.infer<typeof library>): Row[] => [
  ...tracks.map(libraryRow),
  ...episodes.map((_, index) => ({ title: fileNames.episode(index + 1), reason: files.reason.podcast })),
];

export const spotifyData: Format = {
  sniff({ json }) {
    const items = playlists.safeParse(json).data?.playlists.flatMap((list) => list.items.slice(0, 20));
    if (items?.length === 0 || items?.some((item) => ownItem.safeParse(item).success)) return 1;
    const tracks = library.safeParse(json).data?.tracks;
    return tracks && libraryTrack.required().safeParse(tracks[0] ?? {}).success ? 0.9 : 0;
  },

  parse({ json }) {
    const lists = playlists.safeParse(json).data?.playlists;
    if (lists)
      return {
        titles: lists.map(({ name }) => name),
        rows: lists.flatMap(({ items }) => items).map(itemRow),
      };
    const { data = { tracks: [] } } = library.safeParse(json);
    return { titles: [fileNames.liked], rows: libraryRows(data) };
  },
};
