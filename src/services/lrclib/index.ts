/** LRCLIB (https://lrclib.net/docs): open, keyless and slow; its operator asks that one request ends before the next begins. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createLimit } from '../../concurrency/queues.ts';
import { withSignal } from '../../concurrency/time-limits.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import { createBreaker } from '../../net/recovery.ts';
import type { Lyrics, LyricsSource } from '../../pipeline/ports.ts';
import { primaryArtist } from '../../songs/artists.ts';
import { isSameRecording, isSameSong } from '../../songs/identity.ts';
import { titleParts } from '../../songs/names/title-parts.ts';
import { numberOrNull } from '../../songs/song.ts';
import type { LyricsProvider } from '../lyrics/lyrics-queue.ts';
import { asLyrics } from '../lyrics/lyrics-text.ts';

const service = 'lrclib';

const record = z.object({
  trackName: z.string(),
  artistName: z.string(),
  /** Seconds. */
  duration: numberOrNull,
  instrumental: z.boolean().nullish(),
  plainLyrics: z.string().nullish(),
  syncedLyrics: z.string().nullish(),
});
type Found = z.infer<typeof record>;

export const lrclib: LyricsProvider = {
  service,
  atOnce: 1,
  createService({ LRCLIB_URL: url, RATE_LIMITS }, { http }) {
    const rate = RATE_LIMITS.get(service);
    return createLrclib({ url, http, atOnce: rate?.atOnce, spacingMs: rate && rate.perMs / rate.calls });
  },
  probe: ({ LRCLIB_URL }, http) =>
    probe('LRCLIB', async () => {
      const path = '/api/search?track_name=hallelujah&artist_name=leonard+cohen';
      (await http.request({ service, url: `${LRCLIB_URL}${path}` })).json(z.array(record));
      return 'answers';
    }),
};

type LrclibOptions = {
  url: string;
  http: Http;
  /** More only for a mirror of one's own. */
  atOnce?: number | undefined;
  /** Between the starts of two requests; LRCLIB bans clients that ask too fast. */
  spacingMs?: number | undefined;
};

/** A rate limit that ends later than this isn't waited for. */
const maxWaitMs = 5000;

export function createLrclib({ http, url, atOnce = 1, spacingMs = 500 }: LrclibOptions): LyricsSource {
  const breaker = createBreaker({ service, failures: 3, openMs: 60_000 });
  const limit = createLimit({ concurrency: atOnce, intervalMs: spacingMs, perInterval: 1 });
  /** The service asked for a pause: nothing is sent until then. */
  let pausedUntil = 0;

  async function waitForPause(signal: AbortSignal | undefined): Promise<void> {
    const waitMs = pausedUntil - Date.now();
    if (waitMs <= 0) return;
    if (waitMs <= maxWaitMs) return sleep(waitMs, undefined, { signal });
    const fields = { service, status: 429, retryAfterMs: waitMs };
    throw new ServiceError('lrclib asked for a pause', fields);
  }

  /** Null for 404. Asks once more after a rate limit that ends soon. */
  async function request<T>(
    path: string,
    schema: z.ZodType<T>,
    signal: AbortSignal | undefined,
    isRepeated = false,
  ): Promise<T | null> {
    signal?.throwIfAborted();
    await waitForPause(signal);
    try {
      // Without the signal: the server works on a request that was cancelled all the same, and the next one waits for it.
      const asked = { service, url: `${url}${path}`, maxBytes: 2 * 1024 * 1024 };
      return (await http.request(asked)).json(schema);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.status === 404) return null;
      if (error.status !== 429) throw error;
      pausedUntil = Math.max(pausedUntil, Date.now() + (error.retryAfterMs ?? 1000));
      if (isRepeated) throw error;
      return request(path, schema, signal, true);
    }
  }

  /** The breaker comes before the queue: while it is open nothing waits only to be refused. */
  const ask = <T>(path: string, schema: z.ZodType<T>, signal: AbortSignal | undefined): Promise<T | null> =>
    breaker.run(() =>
      withSignal(
        limit(() => request(path, schema, signal)),
        signal,
      ),
    );

  return {
    name: 'LRCLIB',
    async find(song, { signal } = {}): Promise<Lyrics> {
      for (const { title, artist, seconds } of lookupsOf(song)) {
        const query = new URLSearchParams({ track_name: title, artist_name: artist });
        if (seconds !== undefined) query.set('duration', String(seconds));
        const found = await ask(`/api/get?${query}`, record, signal);
        const lyrics = bestOf(song, found === null ? [] : [found]);
        if (lyrics.kind !== 'none') return lyrics;
      }
      const artist = primaryArtist(song.artists);
      if (artist === '') return { kind: 'none' };
      const query = new URLSearchParams({ track_name: searchable(song.title), artist_name: artist });
      return bestOf(song, (await ask(`/api/search?${query}`, z.array(record), signal)) ?? []);
    },
  };
}

/** `seconds` where the length must fit too: the service keeps to ±2 s. */
type Lookup = { title: string; artist: string; seconds: number | undefined };

function lyricsOf({ instrumental, plainLyrics, syncedLyrics }: Found): Lyrics {
  if (instrumental) return { kind: 'instrumental' };
  return asLyrics(plainLyrics?.trim() ? plainLyrics : (syncedLyrics ?? ''));
}

/**
 * How to ask for the song: as the playlist has it, then undecorated and by its first artist. None without an artist:
 * too many songs share a title.
 */
function lookupsOf(song: Song): Lookup[] {
  const artist = primaryArtist(song.artists);
  if (artist === '') return [];
  const exact = { title: song.title, artist: song.artists.join(', ') };
  const { base, version, words } = titleParts(song.title);
  const rounded = Math.round((song.durationMs ?? 0) / 1000);
  const seconds = rounded >= 1 && rounded <= 3600 ? rounded : undefined;
  const plain = {
    // What is sung in a remix or in another language isn't found under the plain title.
    title: words === null ? base : song.title,
    artist,
    // A live recording has the song's lyrics, but not its length.
    seconds: version === null ? seconds : undefined,
  };
  const isPlain = exact.title === plain.title && exact.artist === plain.artist;
  return isPlain ? [plain] : [{ ...exact, seconds }, plain];
}

/** A search needs every word: parts are written in many ways, and of two scripts a record may have one. */
function searchable(title: string): string {
  const { base, names, part } = titleParts(title);
  const [whole, native] = names;
  return native || (part === null ? base : whole) || base;
}

/** The lyrics of what is this song, the same recording and the nearest in length first; `none` when nothing is. */
function bestOf(song: Song, all: readonly Found[]): Lyrics {
  const answers = all
    .map((found) => ({
      named: {
        title: found.trackName,
        artists: [found.artistName],
        durationMs: found.duration && found.duration * 1000,
      },
      lyrics: lyricsOf(found),
    }))
    .filter(({ named, lyrics }) => lyrics.kind !== 'none' && isSameSong(song, named))
    .map(({ named, lyrics }) => ({
      lyrics,
      isOther: isSameRecording(song, named) ? 0 : 1,
      offMs: song.durationMs && named.durationMs ? Math.abs(song.durationMs - named.durationMs) : 0,
    }))
    .sort((a, b) => a.isOther - b.isOther || a.offMs - b.offMs);
  return answers[0]?.lyrics ?? { kind: 'none' };
}
