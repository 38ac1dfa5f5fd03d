/** LRCLIB as https://lrclib.net/docs describes it, over a list of songs of our own. */
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';

export type LrclibSong = {
  title: string;
  artist: string;
  album?: string;
  seconds?: number;
  plain?: string | null;
  synced?: string | null;
  instrumental?: boolean;
};

export type ServerOptions = {
  delayMs?: number | ((request: Seen) => number);
  /** An answer instead of the usual one: a failure, a lie, silence. */
  before?: (request: Seen, seen: readonly Seen[]) => Answer | undefined;
  untilClosed?: boolean;
};

export const delayOf = ({ delayMs = 0 }: ServerOptions, request: Seen): number =>
  typeof delayMs === 'number' ? delayMs : delayMs(request);

const recordOf = (song: LrclibSong, id: number): object => ({
  id,
  name: song.title,
  trackName: song.title,
  artistName: song.artist,
  albumName: song.album ?? 'An Album',
  duration: song.seconds ?? 200,
  instrumental: song.instrumental ?? false,
  plainLyrics: song.plain ?? null,
  syncedLyrics: song.synced ?? null,
});

const plain = (text: string | null): string =>
  (text ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const lrclibNotFound = {
  status: 404,
  json: { code: 404, name: 'TrackNotFound', message: 'Failed to find specified track' },
};

export async function startLrclib(
  songs: readonly LrclibSong[],
  options: ServerOptions = {},
): Promise<Loopback> {
  return startLoopback(
    (request, seen) => {
      const instead = options.before?.(request, seen);
      if (instead !== undefined) return instead;
      const { pathname, searchParams } = request.url;
      const delayMs = delayOf(options, request);
      const title = plain(searchParams.get('track_name'));
      const artist = plain(searchParams.get('artist_name'));
      if (pathname === '/api/get') {
        const seconds = Number(searchParams.get('duration') ?? Number.NaN);
        const at = songs.findIndex(
          (song) =>
            plain(song.title) === title &&
            plain(song.artist) === artist &&
            (Number.isNaN(seconds) || Math.abs((song.seconds ?? 200) - seconds) <= 2),
        );
        const song = songs[at];
        return song === undefined
          ? { ...lrclibNotFound, delayMs }
          : { delayMs, json: recordOf(song, at + 1) };
      }
      if (pathname === '/api/search') {
        const hits = songs
          .map(recordOf)
          .filter((_, at) => plain(songs[at]?.title ?? '').includes(title))
          .slice(0, 20);
        return { delayMs, json: hits };
      }
      return { ...lrclibNotFound, delayMs };
    },
    { untilClosed: options.untilClosed ?? false },
  );
}
