/** Answers as Deezer's public API does: every error with status 200. */
import { z } from 'zod';
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';
import { type MadeUpSong, madeUpSongs } from './made-up-songs.ts';

export type FakeDeezer = {
  loopback: Loopback;
  url: string;
  /** Rows of each playlist, by its number. */
  playlists: Map<string, { title: string; checksum: string; rows: unknown[] }>;
  /** Recordings that are found by ISRC, name or number, each with the genres of its album. */
  records: { track: Record<string, unknown> & { id: number }; genres: string[] }[];
  /** Answers instead of the usual, while set. */
  trouble: ((request: Seen) => Answer | null) | null;
};

const noData: Answer = { json: { error: { type: 'DataException', message: 'no data', code: 800 } } };
export const quotaLimit: Answer = {
  json: { error: { type: 'Exception', message: 'Quota limit exceeded', code: 4 } },
};

export function deezerTrackOf(song: MadeUpSong, index = 0): Record<string, unknown> {
  return {
    id: 1000 + index,
    readable: true,
    title: song.title,
    title_short: song.title,
    isrc: song.isrc,
    link: `https://www.deezer.com/track/${1000 + index}`,
    duration: String(song.seconds),
    artist: { id: 1, name: song.artist, type: 'artist' },
    bpm: 0,
    gain: -9.5,
    album: { id: 2, title: `Album of ${song.title}`, cover_medium: 'https://cdn-images.dzcdn.net/250.jpg' },
    type: 'track',
  };
}

export async function startDeezer(options: { untilClosed?: boolean } = {}): Promise<FakeDeezer> {
  const loopback = await startLoopback((request) => {
    const trouble = fake.trouble?.(request);
    if (trouble) return trouble;
    const [, kind, id = '', what] = request.url.pathname.split('/');
    const slice = (rows: unknown[]): Answer => {
      const index = Number(request.url.searchParams.get('index') ?? 0);
      const limit = Number(request.url.searchParams.get('limit') ?? 25);
      return { json: { data: rows.slice(index, index + limit), total: rows.length } };
    };
    const list = fake.playlists.get(id);
    if (kind === 'search') {
      // Its search by fields finds what holds the words, and tells less of a track than its own address does.
      const q = request.url.searchParams.get('q') ?? '';
      const words = /track:"([^"]*)"/.exec(q)?.[1]?.toLowerCase() ?? '';
      const hits = fake.records
        .filter(({ track }) => String(track.title).toLowerCase().includes(words))
        .map(({ track: { bpm, gain, isrc, ...hit } }) => hit);
      return slice(hits);
    }
    const byIsrc = id.startsWith('isrc:') ? id.slice(5) : null;
    const record = fake.records.find(({ track }) =>
      byIsrc === null ? String(track.id) === id : track.isrc === byIsrc,
    );
    if (kind === 'track' && record !== undefined) return { json: record.track };
    const ofAlbum = fake.records.find(
      ({ track: { album } }) => z.object({ id: z.number() }).safeParse(album).data?.id === Number(id),
    );
    if (kind === 'album' && ofAlbum !== undefined)
      return { json: { id: Number(id), genres: { data: ofAlbum.genres.map((name) => ({ name })) } } };
    if (kind === 'playlist' && list !== undefined) {
      if (what === 'tracks') return slice(list.rows);
      return {
        json: { id: Number(id), title: list.title, checksum: list.checksum, nb_tracks: list.rows.length },
      };
    }
    if (kind === 'album' && id === '302127') {
      const rows = madeUpSongs(14).map((song, index) => ({
        ...deezerTrackOf(song, index),
        album: undefined,
      }));
      if (what === 'tracks') return slice(rows);
      return { json: { id: 302127, title: 'An album', release_date: '2001-03-07', cover_medium: null } };
    }
    if (kind === 'track' && id === '3135556') {
      const [song] = madeUpSongs(1);
      const contributors = [{ name: 'One' }, { name: 'Two' }];
      return { json: { ...deezerTrackOf(song as MadeUpSong), contributors, release_date: '2005-01-24' } };
    }
    if (kind === 'artist' && id === '27') {
      if (what === 'top') return slice(madeUpSongs(100).map(deezerTrackOf));
      return { json: { id: 27, name: 'Somebody', type: 'artist' } };
    }
    return noData;
  }, options);
  const fake: FakeDeezer = { loopback, url: loopback.url, playlists: new Map(), records: [], trouble: null };
  return fake;
}
