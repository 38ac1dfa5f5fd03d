/**
 * Half a minute of a song: Deezer's, found by its ISRC or else by name; then the iTunes store's. Their addresses are
 * signed for about a quarter of an hour, so they are cached for minutes only.
 */
import { z } from 'zod';
import { createLimit } from '../concurrency/limit.ts';
import { ServiceError } from '../errors.ts';
import type { Http } from '../net/http.ts';
import { cacheKey } from '../pipeline/cache-key.ts';
import type { Cache, CallOptions, Preview, PreviewFinder } from '../pipeline/ports.ts';
import { isSameSong } from '../songs/identity.ts';
import { songLink } from '../songs/song.ts';
import { cached } from '../store/cached.ts';
import { textOrNull } from './or-null.ts';

export type PreviewOptions = {
  http: Http;
  cache: Cache;
  /** `https://api.deezer.com` */
  deezerUrl: string;
  /** `https://itunes.apple.com` */
  itunesUrl: string;
  timeoutMs?: number;
};

const deezerSong = z
  .object({
    title: z.string(),
    artist: z.object({ name: z.string() }),
    link: textOrNull,
    preview: textOrNull,
  })
  .transform(({ title, artist, link, preview }) => ({
    title,
    artist: artist.name,
    page: link,
    url: preview,
  }));
const itunesSong = z
  .object({ trackName: z.string(), artistName: z.string(), trackViewUrl: textOrNull, previewUrl: textOrNull })
  .transform((row) => ({
    title: row.trackName,
    artist: row.artistName,
    page: row.trackViewUrl,
    url: row.previewUrl,
  }));
const songRow = z.union([deezerSong, itunesSong]);

const list = z.array(z.unknown()).catch([]);
/** Deezer's search answers `data`, its look-up by ISRC the song itself; iTunes answers `results`. */
const answerRows = z
  .looseObject({ data: list, results: list })
  .transform((answer) => [answer, ...answer.data, ...answer.results])
  .catch([]);

const names = { deezer: 'Deezer', itunes: 'Apple Music' } as const;

type Wanted = Parameters<PreviewFinder['find']>[0];

const ttlMs = 10 * 60_000;
/** Discord's limit for a button. */
const maxUrlLength = 512;
/** Where the services keep their previews, subdomains included: an answer may lead nowhere else. */
const audioHosts = ['dzcdn.net', 'itunes.apple.com', 'mzstatic.com'];

/** Quotes separate the search's fields, so a name must have none. */
const quoted = (name: string): string => `"${name.replaceAll('"', ' ').slice(0, 100)}"`;

/** `find` gives null for a song that is not found, a service that is down, or an address that may not be shown. */
export function createPreviews(options: PreviewOptions): PreviewFinder {
  const { http, cache, deezerUrl, itunesUrl, timeoutMs = 4000 } = options;
  const limits = {
    deezer: createLimit({ concurrency: 5, intervalMs: 5000, perInterval: 40 }),
    // Apple allows about twenty a minute.
    itunes: createLimit({ concurrency: 2, intervalMs: 60_000, perInterval: 18 }),
  };
  // An address that replaces a service's own is trusted.
  const replacements = [deezerUrl, itunesUrl].map((url) => new URL(url).host);

  function mayBeShown(url: string): boolean {
    if (url.length > maxUrlLength || !URL.canParse(url)) return false;
    const { protocol, host, port, username } = new URL(url);
    if (username !== '') return false;
    if (replacements.includes(host)) return true;
    const isKnown = audioHosts.some((known) => host === known || host.endsWith(`.${known}`));
    return protocol === 'https:' && port === '' && isKnown;
  }

  /** The first preview in the answer; with a song, only one of that song. */
  async function request(
    service: keyof typeof names,
    url: string,
    song: Wanted | null,
    { signal }: CallOptions,
  ): Promise<Preview | null> {
    const maxBytes = 1024 * 1024;
    const answer = await limits[service](
      () => http.request({ service, url, timeoutMs, signal, maxBytes }),
      signal,
    );
    for (const row of answer.json(answerRows)) {
      const { data: hit } = songRow.safeParse(row);
      if (!hit?.url || !mayBeShown(hit.url) || (song !== null && !isSameSong(song, hit))) continue;
      return { url: hit.url, from: names[service], page: songLink(hit.page ?? '') };
    }
    return null;
  }

  function* requestsFor(song: Wanted, call: CallOptions): Generator<Promise<Preview | null>> {
    const { title, artists, isrc } = song;
    if (isrc !== null) {
      yield request('deezer', `${deezerUrl}/track/isrc:${encodeURIComponent(isrc)}`, null, call);
    }
    const [artist] = artists;
    // Without an artist, a search finds whatever is popular.
    if (artist === undefined) return;
    const q = `artist:${quoted(artist)} track:${quoted(title)}`;
    yield request('deezer', `${deezerUrl}/search?${new URLSearchParams({ q, limit: '5' })}`, song, call);
    const term = `${artist} ${title}`.slice(0, 150);
    const query = new URLSearchParams({ term, media: 'music', entity: 'song', limit: '5' });
    yield request('itunes', `${itunesUrl}/search?${query}`, song, call);
  }

  async function search(song: Wanted, call: CallOptions): Promise<z.infer<typeof found>> {
    let isSure = true;
    for (const requested of requestsFor(song, call)) {
      try {
        const preview = await requested;
        if (preview !== null) return { preview, isSure };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        isSure = false;
      }
    }
    return { preview: null, isSure };
  }

  const found = z.object({
    preview: z
      .object({
        url: z.string().refine(mayBeShown),
        from: z.enum(names),
        page: z.string().nullable(),
      })
      .nullable(),
    /** Did every service that was asked answer? */
    isSure: z.boolean(),
  });
  const cachedSearch = cached(search, {
    cache,
    key: ({ title, artists, isrc }) => cacheKey('preview', '1', [title, artists, isrc]),
    ttlMs: ({ preview, isSure }) => (preview !== null || isSure ? ttlMs : 0),
    parse: (stored) => found.safeParse(stored).data,
  });

  return { find: async (song, call = {}) => (await cachedSearch(song, call)).preview };
}
