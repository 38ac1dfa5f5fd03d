/** Genius: its API finds the song's page, and the words are read from that page (the API has none). */

import { createLimit } from '../../concurrency/limit.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import { createBreaker } from '../../net/breaker.ts';
import type { Http, HttpResponse } from '../../net/http.ts';
import type { CallOptions, Lyrics } from '../../pipeline/ports.ts';
import { isSameSong } from '../../songs/identity.ts';
import { titleParts } from '../../songs/title-parts.ts';
import { primaryArtist } from '../../songs/titles.ts';
import type { LyricsService } from '../lyrics/lyrics-queue.ts';
import { asLyrics } from '../lyrics/lyrics-text.ts';
import { createGuessing, likelyPath, pageHeading } from './address.ts';
import { lyricsOnPage, type PageLyrics } from './page.ts';
import { createGeniusSearch, type GeniusRequest } from './search.ts';
import { cleanGeniusText } from './text.ts';

const service = 'genius';

export type GeniusOptions = {
  token: string;
  apiUrl: string;
  webUrl: string;
  http: Http;
  /** Requests in hand at once. */
  atOnce?: number;
  /** For one request. */
  timeoutMs?: number;
};

export const geniusAtOnce = 5;
const refusedForMs = 10 * 60_000;

/** The official site, whatever mirror stands before it: the API names pages by their official address. */
const officialHosts = ['genius.com', 'www.genius.com'];

/** Song → words from Genius. What is found must be the song: same title, same artist. */
export function createGenius(options: GeniusOptions): LyricsService {
  const { http, webUrl, atOnce = geniusAtOnce, timeoutMs = 10_000 } = options;
  const breakerOf = () => createBreaker({ service, failures: 3, openMs: 120_000 });
  // One each: a search that answers says nothing of pages that do not.
  const breakers = { search: breakerOf(), page: breakerOf() };
  const limit = createLimit({ concurrency: atOnce });
  /** A bad token, or the wall that servers' addresses meet before the pages: it will not open for the next song. */
  let refusal: { error: ServiceError; until: number } | null = null;
  const guessing = createGuessing();

  async function request<T>(of: keyof typeof breakers, { read, ...asked }: GeniusRequest<T>): Promise<T> {
    if (refusal !== null && Date.now() < refusal.until) throw refusal.error;
    try {
      return await breakers[of].run(async () =>
        read(
          await http.request({ service, timeoutMs, mayRedirectTo: (url) => mayFollow(of, url), ...asked }),
        ),
      );
    } catch (error) {
      if (error instanceof ServiceError && (error.status === 401 || error.status === 403))
        refusal = { error, until: Date.now() + refusedForMs };
      throw error;
    }
  }

  const get = <T>(of: keyof typeof breakers, asked: GeniusRequest<T>): Promise<T> =>
    limit(() => request(of, asked), asked.signal);
  const search = createGeniusSearch({ ...options, get: (asked) => get('search', asked) });

  /** Pages of songs that were renamed lead to where they stand now. The search carries the token, and goes nowhere else. */
  const mayFollow = (of: keyof typeof breakers, url: URL): boolean =>
    of === 'page' && url.origin === new URL(webUrl).origin;

  /** The page's address on the configured site; a hit that leads anywhere else is refused. */
  function pageUrl(address: string): string | null {
    if (!URL.canParse(address)) return null;
    const { host, pathname } = new URL(address);
    const known = host === new URL(webUrl).host || officialHosts.includes(host);
    return known ? `${webUrl}${pathname}` : null;
  }

  /** Null for a page that is gone. */
  async function readPage<T>(
    url: string,
    read: (response: HttpResponse) => T,
    signal: AbortSignal | undefined,
  ): Promise<T | null> {
    try {
      return await get('page', { url, headers: { accept: 'text/html' }, signal, read });
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) return null;
      throw error;
    }
  }

  /** The page at the address that the song most likely has; null when there is none, or it is another song's or empty. */
  async function guess(song: Song, artist: string, signal: AbortSignal | undefined): Promise<Page | null> {
    const { base, version } = titleParts(song.title);
    const path = version === null ? likelyPath(artist, base) : null;
    if (path === null || !guessing.isWorthwhile()) return null;
    const page = await readPage(`${webUrl}${path}`, songPage, signal);
    const heading = page && pageHeading(page.html);
    const isRight = heading !== null && isSameSong(song, heading);
    guessing.note(isRight);
    // Of a page without words the search knows why.
    return isRight && page?.lyrics.kind === 'words' ? page : null;
  }

  return {
    name: 'Genius',
    atOnce,
    async find(song: Song, { signal }: CallOptions = {}): Promise<Lyrics> {
      const artist = primaryArtist(song.artists);
      if (artist === '') return { kind: 'none' };
      const guessed = await guess(song, artist, signal);
      if (guessed !== null) return lyricsOf(guessed, song.title);
      const wanted = titleParts(song.title);
      const found = await search(`${wanted.base} ${artist}`, signal);
      const hits = found
        .slice(0, 10)
        .filter((one) => isSameSong(song, { title: one.title, artist: one.artist.name }));
      // Of several the same version first: a remix has words of its own.
      const hit = hits.find(({ title }) => titleParts(title).version === wanted.version) ?? hits[0];
      if (hit === undefined) return { kind: 'none' };
      if (hit.instrumental === true) return { kind: 'instrumental' };
      const url = pageUrl(hit.url);
      if (url === null) {
        throw new ServiceError('genius named a page on another site', { service, retryable: false });
      }
      const page = await readPage(url, readable, signal);
      return page === null ? { kind: 'none' } : lyricsOf(page, hit.title);
    },
  };
}

type Page = { html: string; lyrics: Exclude<PageLyrics, { kind: 'unreadable' }> };

/** Null for whatever else the site shows. */
function songPage(response: HttpResponse): Page | null {
  const html = response.text();
  const lyrics = lyricsOnPage(html);
  return lyrics.kind === 'unreadable' ? null : { html, lyrics };
}

/** "No words" is remembered for a day: only a whole song page may say so. */
function readable(response: HttpResponse): Page {
  const page = songPage(response);
  if (page !== null) return page;
  throw new ServiceError('genius answered with no song page', {
    service,
    status: response.status,
    retryable: false,
    url: `${response.url.origin}${response.url.pathname}`,
  });
}

function lyricsOf({ lyrics }: Page, title: string): Lyrics {
  return lyrics.kind === 'words' ? asLyrics(cleanGeniusText(lyrics.text, title)) : { kind: 'none' };
}
