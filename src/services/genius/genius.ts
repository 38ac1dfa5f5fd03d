/** Genius: its API finds a song's page, and the lyrics are read from that page (the API has none). */
import { createLimit } from '../../concurrency/limit.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import { type Breaker, createBreaker } from '../../net/breaker.ts';
import type { Http, HttpRequest, HttpResponse } from '../../net/http.ts';
import type { Lyrics } from '../../pipeline/ports.ts';
import { isSameSong } from '../../songs/identity.ts';
import { titleParts } from '../../songs/title-parts.ts';
import { primaryArtist } from '../../songs/titles.ts';
import type { LyricsService } from '../lyrics/lyrics-queue.ts';
import { asLyrics } from '../lyrics/lyrics-text.ts';
import { createGuessing, likelyPath } from './address.ts';
import { cleanGeniusText, lyricsOnPage, type PageLyrics, pageHeading } from './page.ts';
import { checkSearchAnswer, createGeniusSearch, type GeniusAccess } from './search.ts';

const service = 'genius';

export type GeniusOptions = GeniusAccess & {
  http: Http;
  /** Open requests at once. */
  atOnce?: number | undefined;
  /** For one request. */
  timeoutMs?: number;
};

export const geniusAtOnce = 5;
const refusedForMs = 10 * 60_000;

/** The API names pages by their official address, whatever mirror stands before the site. */
const officialHosts = ['genius.com', 'www.genius.com'];

type Page = { html: string; lyrics: Exclude<PageLyrics, { kind: 'unreadable' }> };

/** Null for anything but a whole song page: only that may say "no lyrics", which is remembered for a day. */
function songPage(response: HttpResponse): Page | null {
  const html = response.text();
  const lyrics = lyricsOnPage(html);
  return lyrics.kind === 'unreadable' ? null : { html, lyrics };
}

function needSongPage(response: HttpResponse): Page {
  const page = songPage(response);
  if (page !== null) return page;
  const { status, url } = response;
  throw new ServiceError('genius answered with something that is not a song page', {
    service,
    status,
    retryable: false,
    url: `${url.origin}${url.pathname}`,
  });
}

function lyricsOf({ lyrics }: Page, title: string): Lyrics {
  return lyrics.kind === 'words' ? asLyrics(cleanGeniusText(lyrics.text, title)) : { kind: 'none' };
}

/** What is found must be the song: same title, same artist. */
export function createGenius(options: GeniusOptions): LyricsService {
  const { http, webUrl, atOnce = geniusAtOnce, timeoutMs = 10_000 } = options;
  // One each: a search that answers says nothing about pages.
  const newBreaker = (): Breaker => createBreaker({ service, failures: 3, openMs: 120_000 });
  const breakers = { search: newBreaker(), page: newBreaker() };
  const limit = createLimit({ concurrency: atOnce });
  /** A bad token, or the wall that servers' addresses meet before the pages: it holds for the next song too. */
  let refusal: { error: ServiceError; until: number } | null = null;
  const guessing = createGuessing();

  /** `read` belongs to the exchange: an unreadable answer counts as a failure of the service. */
  async function exchange<T>(
    breaker: Breaker,
    request: Omit<HttpRequest, 'service'>,
    read: (response: HttpResponse) => T,
  ): Promise<T> {
    if (refusal !== null && Date.now() < refusal.until) throw refusal.error;
    try {
      return await breaker.run(async () => read(await http.request({ service, timeoutMs, ...request })));
    } catch (error) {
      if (error instanceof ServiceError && (error.status === 401 || error.status === 403))
        refusal = { error, until: Date.now() + refusedForMs };
      throw error;
    }
  }

  // The search carries the token, so it follows no redirect.
  const search = createGeniusSearch(options, (url, headers, signal) =>
    limit(() => exchange(breakers.search, { url, headers, signal }, checkSearchAnswer), signal),
  );

  /** Null for a page that is gone. Pages of renamed songs redirect within the site. */
  async function readPage<T>(
    path: string,
    read: (response: HttpResponse) => T,
    signal: AbortSignal | undefined,
  ): Promise<T | null> {
    const request = {
      url: `${webUrl}${path}`,
      headers: { accept: 'text/html' },
      signal,
      mayRedirectTo: (url: URL): boolean => url.origin === new URL(webUrl).origin,
    };
    try {
      return await limit(() => exchange(breakers.page, request, read), signal);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) return null;
      throw error;
    }
  }

  /** Lyrics at the song's likely address; null when there is no page, or one of another song or without lyrics. */
  async function guess(song: Song, artist: string, signal: AbortSignal | undefined): Promise<Lyrics | null> {
    const { base, version } = titleParts(song.title);
    const path = version === null ? likelyPath(artist, base) : null;
    if (path === null || !guessing.isWorthwhile()) return null;
    const page = await readPage(path, songPage, signal);
    const heading = page && pageHeading(page.html);
    const isRight = heading !== null && isSameSong(song, heading);
    guessing.record(isRight);
    // Why a page has no lyrics is known to the search.
    return isRight && page?.lyrics.kind === 'words' ? lyricsOf(page, song.title) : null;
  }

  /** The path of a page on the configured site. Throws `ServiceError` for an address anywhere else. */
  function pathOf(address: string): string {
    const { host, pathname } = URL.canParse(address) ? new URL(address) : { host: '', pathname: '' };
    if (host === new URL(webUrl).host || officialHosts.includes(host)) return pathname;
    throw new ServiceError('genius named a page on another site', { service, retryable: false });
  }

  return {
    name: 'Genius',
    atOnce,
    async find(song, { signal } = {}): Promise<Lyrics> {
      const artist = primaryArtist(song.artists);
      if (artist === '') return { kind: 'none' };
      const guessed = await guess(song, artist, signal);
      if (guessed !== null) return guessed;
      const wanted = titleParts(song.title);
      const found = await search(`${wanted.base} ${artist}`, signal);
      const hits = found
        .slice(0, 10)
        .filter(({ title, artist: { name } }) => isSameSong(song, { title, artist: name }));
      // A remix has lyrics of its own, so the same version comes first.
      const hit = hits.find(({ title }) => titleParts(title).version === wanted.version) ?? hits[0];
      if (hit === undefined) return { kind: 'none' };
      if (hit.instrumental === true) return { kind: 'instrumental' };
      const page = await readPage(pathOf(hit.url), needSongPage, signal);
      return page === null ? { kind: 'none' } : lyricsOf(page, hit.title);
    },
  };
}
