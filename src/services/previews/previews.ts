/**
 * Half a minute of a song: Deezer's, found by its ISRC or else by name; then the iTunes store's. Their addresses are
 * signed for a quarter of an hour or so and are the services' own to serve, so they are remembered for minutes only.
 */
import { z } from 'zod';
import { createLimit } from '../../concurrency/limit.ts';
import { ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { cacheKey } from '../../pipeline/cache-key.ts';
import type { Cache, CallOptions, Preview, PreviewFinder } from '../../pipeline/ports.ts';
import { isSameSong } from '../../songs/identity.ts';
import { songLink } from '../../songs/song.ts';
import { cached } from '../../store/cached.ts';
import { deezerHits, type Hit, itunesHits } from './preview-hits.ts';

export type PreviewOptions = {
  http: Http;
  cache: Cache;
  /** `https://api.deezer.com` */
  deezerUrl: string;
  /** `https://itunes.apple.com` */
  itunesUrl: string;
  timeoutMs?: number;
};

type Wanted = Parameters<PreviewFinder['find']>[0];

const lifeMs = 10 * 60_000;
/** Discord takes no longer one for a button. */
const longestUrl = 512;

/** Where the services keep their previews, subdomains included: an answer may lead nowhere else. */
const audioHosts = ['dzcdn.net', 'itunes.apple.com', 'mzstatic.com'];

/** Quotes part the search's fields: a name has none. */
const quoted = (name: string): string => `"${name.replaceAll('"', ' ').slice(0, 100)}"`;

/** null never comes with a reason: a song that is not found, a service that is down, an address that may not be shown. */
export function createPreviews(options: PreviewOptions): PreviewFinder {
  const { http, cache, deezerUrl, itunesUrl, timeoutMs = 4000 } = options;
  const askDeezer = createLimit({ concurrency: 5, intervalMs: 5000, perInterval: 40 });
  // Apple allows some twenty a minute.
  const askItunes = createLimit({ concurrency: 2, intervalMs: 60_000, perInterval: 18 });
  // Whoever sets another address for a service trusts what stands there.
  const replaced = [deezerUrl, itunesUrl].map((url) => new URL(url).host);

  function mayBeShown(url: string): boolean {
    if (url.length > longestUrl || !URL.canParse(url)) return false;
    const { protocol, host, hostname, username } = new URL(url);
    if (username !== '') return false;
    if (replaced.includes(host)) return true;
    return (
      protocol === 'https:' &&
      host === hostname &&
      audioHosts.some((one) => hostname === one || hostname.endsWith(`.${one}`))
    );
  }

  function firstOf(hits: readonly Hit[], from: Preview['from'], song: Wanted | null): Preview | null {
    for (const { url, page, ...found } of hits) {
      if (song !== null && !isSameSong(song, found)) continue;
      if (url && mayBeShown(url)) return { url, from, page: songLink(page ?? '') };
    }
    return null;
  }

  async function get(url: string, service: string, { signal }: CallOptions): Promise<unknown> {
    const answer = await http.request({ service, url, timeoutMs, signal, maxBytes: 1024 * 1024 });
    return answer.json(z.unknown());
  }

  async function deezer(path: string, song: Wanted | null, call: CallOptions): Promise<Preview | null> {
    const found = await askDeezer(() => get(`${deezerUrl}${path}`, 'deezer', call), call.signal);
    return firstOf(deezerHits(found), 'Deezer', song);
  }

  async function itunes(song: Wanted, call: CallOptions): Promise<Preview | null> {
    const term = `${song.artists[0]} ${song.title}`.slice(0, 150);
    const query = new URLSearchParams({ term, media: 'music', entity: 'song', limit: '5' });
    const found = await askItunes(() => get(`${itunesUrl}/search?${query}`, 'itunes', call), call.signal);
    return firstOf(itunesHits(found), 'Apple Music', song);
  }

  function waysTo(song: Wanted, call: CallOptions): (() => Promise<Preview | null>)[] {
    const { title, artists, isrc } = song;
    const byIsrc = isrc === null ? [] : [() => deezer(`/track/isrc:${encodeURIComponent(isrc)}`, null, call)];
    const [artist] = artists;
    // Without an artist, a search finds whatever is popular.
    if (artist === undefined) return byIsrc;
    const query = new URLSearchParams({ q: `artist:${quoted(artist)} track:${quoted(title)}`, limit: '5' });
    return [...byIsrc, () => deezer(`/search?${query}`, song, call), () => itunes(song, call)];
  }

  async function search(
    song: Wanted,
    call: CallOptions,
  ): Promise<{ preview: Preview | null; isSure: boolean }> {
    let isSure = true;
    for (const way of waysTo(song, call)) {
      try {
        const preview = await way();
        if (preview !== null) return { preview, isSure };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        isSure = false;
      }
    }
    return { preview: null, isSure };
  }

  const kept = z.object({
    preview: z
      .object({
        url: z.string().refine(mayBeShown),
        from: z.enum(['Deezer', 'Apple Music']),
        page: z.string().nullable(),
      })
      .nullable(),
    isSure: z.boolean(),
  });
  const remembering = cached(search, {
    cache,
    key: ({ title, artists, isrc }) => cacheKey('preview', '1', [title, artists, isrc]),
    ttlMs: ({ preview, isSure }) => (preview !== null || isSure ? lifeMs : 0),
    parse: (stored) => kept.safeParse(stored).data,
  });

  return { find: async (song, call = {}) => (await remembering(song, call)).preview };
}
