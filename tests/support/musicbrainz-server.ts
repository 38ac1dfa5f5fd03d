/** Answers as MusicBrainz's web service does: 503 to requests that come faster than one a second. */
import { createHash } from 'node:crypto';
import { type Answer, type Loopback, type Seen, startLoopback } from './loopback.ts';

export type MusicBrainzRecording = {
  title: string;
  artist: string;
  isrc?: string;
  disambiguation?: string;
  genres?: string[];
  artistGenres?: string[];
};

/** The same name has the same id. */
export function mbidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const tooFast: Answer = {
  status: 503,
  headers: { 'retry-after': '1' },
  json: { error: 'Your requests are exceeding the allowable rate limit.' },
};

const genresOf = (names: readonly string[] = []) =>
  names.map((name, at) => ({ id: mbidOf(name), name, count: names.length - at, disambiguation: '' }));

type Options = {
  /** Least milliseconds between two requests. */
  spacingMs?: number;
  before?: (request: Seen) => Answer | undefined;
  untilClosed?: boolean;
};

export async function startMusicBrainz(
  recordings: readonly MusicBrainzRecording[],
  { spacingMs = 0, before, untilClosed = false }: Options = {},
): Promise<Loopback> {
  let last = Number.NEGATIVE_INFINITY;
  const idOf = ({ title, artist, disambiguation }: MusicBrainzRecording): string =>
    mbidOf(`${title}|${artist}|${disambiguation}`);

  return startLoopback(
    (request) => {
      const instead = before?.(request);
      if (instead !== undefined) return instead;
      const now = performance.now();
      const isTooFast = now - last < spacingMs;
      last = now;
      if (isTooFast) return tooFast;
      if (!request.headers['user-agent']?.includes('http')) return { status: 403, json: { error: 'who?' } };
      const [, , , kind, id] = request.url.pathname.split('/');
      const query = request.url.searchParams.get('query');
      if (kind === 'recording' && query !== null) {
        const isrc = /isrc:(\w+)/.exec(query)?.[1];
        const title = /recording:"([^"]*)"/.exec(query)?.[1]?.toLowerCase();
        const hits = recordings.filter((one) =>
          isrc === undefined ? one.title.toLowerCase().includes(title ?? '-') : one.isrc === isrc,
        );
        const json = hits.map((one) => ({
          id: idOf(one),
          score: 100,
          title: one.title,
          ...(one.disambiguation && { disambiguation: one.disambiguation }),
          'artist-credit': [{ name: one.artist, artist: { id: mbidOf(one.artist), name: one.artist } }],
          tags: [{ count: 9, name: 'a free tag' }],
        }));
        return { json: { count: json.length, offset: 0, recordings: json } };
      }
      const recording = recordings.find((one) => kind === 'recording' && idOf(one) === id);
      if (recording !== undefined) return { json: { id, genres: genresOf(recording.genres) } };
      const byArtist = recordings.find(({ artist }) => kind === 'artist' && mbidOf(artist) === id);
      if (byArtist !== undefined) return { json: { id, genres: genresOf(byArtist.artistGenres) } };
      return { status: 404, json: { error: 'Not Found' } };
    },
    { untilClosed },
  );
}
