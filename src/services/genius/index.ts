/** Lyrics from Genius: its API finds a song's page, and the lyrics are read from that page (the API has none). */
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import type { Http, HttpRequest, HttpResponse } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import { type Breaker, createBreaker } from '../../net/recovery.ts';
import type { Lyrics, LyricsSource } from '../../pipeline/ports.ts';
import { primaryArtist } from '../../songs/artists.ts';
import { isSameSong } from '../../songs/identity.ts';
import { titleParts } from '../../songs/names/title-parts.ts';
import type { LyricsProvider } from '../lyrics/lyrics-queue.ts';
import { asLyrics } from '../lyrics/lyrics-text.ts';
import {
  cleanGeniusText,
  createGuessing,
  likelyPath,
  lyricsOnPage,
  type PageLyrics,
  pageHeading,
} from './page.ts';

const service = 'genius';

/** Only what is used, and what the library's own constructors need. */
const searchAnswer = z.object({
  response: z.object({
    hits: z.array(
      z.looseObject({
        type: z.string(),
        result: z.looseObject({
          title: z.string(),
          url: z.string(),
          primary_artist: z.looseObject({ name: z.string() }),
        }),
      }),
    ),
  }),
});

const loadGenius = () => import('genius-lyrics');

export const genius: LyricsProvider & { warm(config: Config): Promise<unknown> } = {
  service,
  atOnce: 5,
  createService: ({ GENIUS_TOKEN: token, GENIUS_API_URL: apiUrl, GENIUS_WEB_URL: webUrl }, { http }) =>
    token === undefined ? null : createGenius({ token, apiUrl, webUrl, http }),
  /** One search: is the token good? */
  probe({ GENIUS_TOKEN: token, GENIUS_API_URL }, http) {
    if (token === undefined) return null;
    return probe('Genius', async () => {
      const url = `${GENIUS_API_URL}/search?q=hallelujah`;
      (await http.request({ service, url, headers: bearer(token) })).json(searchAnswer);
      return 'answers';
    });
  },
  /** Loads the library ahead of the first search: it blocks the event loop for a tenth of a second. */
  warm: async ({ GENIUS_TOKEN }) => GENIUS_TOKEN && loadGenius(),
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

type GeniusOptions = { token: string; apiUrl: string; webUrl: string; http: Http };

const refusedForMs = 10 * 60_000;

/** The API names pages by their official address, whatever mirror stands before the site. */
const officialHosts = ['genius.com', 'www.genius.com'];

type Page = { html: string; lyrics: Exclude<PageLyrics, { kind: 'unreadable' }> };

/** Genius knows no lengths. */
const isTheSong = (song: Song, title: string, artist: string): boolean =>
  isSameSong(song, { title, artists: [artist] });

const lyricsOf = ({ lyrics }: Page, title: string): Lyrics =>
  lyrics.kind === 'words' ? asLyrics(cleanGeniusText(lyrics.text, title)) : { kind: 'none' };

/** What is found must be the song: same title, same artist. */
export function createGenius({ http, token, apiUrl, webUrl }: GeniusOptions): LyricsSource {
  // One each: a search that answers says nothing about pages.
  const newBreaker = (): Breaker => createBreaker({ service, failures: 3, openMs: 120_000 });
  const breakers = { search: newBreaker(), page: newBreaker() };
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
      return await breaker.run(async () => read(await http.request({ service, ...request })));
    } catch (error) {
      if (error instanceof ServiceError && (error.status === 401 || error.status === 403))
        refusal = { error, until: Date.now() + refusedForMs };
      throw error;
    }
  }

  /** A query → the library's songs, best hit first. */
  async function search(query: string, signal: AbortSignal | undefined) {
    const { Client } = await loadGenius();
    const client = new Client(token, { origin: { api: apiUrl, url: webUrl } });
    // It carries the token, so it follows no redirect.
    client.api.get = (route) => {
      const request = { url: `${apiUrl}${route}`, headers: bearer(token), signal };
      return exchange(breakers.search, request, (response) => {
        response.json(searchAnswer);
        return response.text();
      });
    };
    return client.songs.search(query, { sanitizeQuery: false });
  }

  /** Null for a page that is gone, and for what is no whole song page at an address that was only guessed. */
  async function readPage(path: string, signal: AbortSignal | undefined, isGuess = false) {
    const url = `${webUrl}${path}`;
    // Pages of renamed songs redirect within the site.
    const mayRedirectTo = (next: URL): boolean => next.origin === new URL(webUrl).origin;
    const request = { url, headers: { accept: 'text/html' }, signal, mayRedirectTo };
    try {
      return await exchange(breakers.page, request, (response) => {
        const html = response.text();
        const lyrics = lyricsOnPage(html);
        if (lyrics.kind !== 'unreadable') return { html, lyrics };
        if (isGuess) return null;
        // Only a whole song page may say "no lyrics", which is remembered for a day.
        const fields = { service, status: response.status, url };
        throw new ServiceError('genius answered with something that is not a song page', fields);
      });
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
    const page = await readPage(path, signal, true);
    const heading = page && pageHeading(page.html);
    const isRight = heading !== null && isTheSong(song, heading.title, heading.artist);
    guessing.record(isRight);
    // Why a page has no lyrics is known to the search.
    return isRight && page?.lyrics.kind === 'words' ? lyricsOf(page, song.title) : null;
  }

  /** The path of a page on the configured site. Throws `ServiceError` for an address anywhere else. */
  function pathOf(address: string): string {
    const { host, pathname } = URL.canParse(address) ? new URL(address) : { host: '', pathname: '' };
    if (host === new URL(webUrl).host || officialHosts.includes(host)) return pathname;
    throw new ServiceError('genius named a page on another site', { service });
  }

  return {
    name: 'Genius',
    async find(song, { signal } = {}): Promise<Lyrics> {
      const artist = primaryArtist(song.artists);
      if (artist === '') return { kind: 'none' };
      const guessed = await guess(song, artist, signal);
      if (guessed !== null) return guessed;
      const wanted = titleParts(song.title);
      const found = await search(`${wanted.base} ${artist}`, signal);
      const hits = found.slice(0, 10).filter(({ title, artist: { name } }) => isTheSong(song, title, name));
      const hit = hits.find(({ title }) => titleParts(title).version === wanted.version) ?? hits[0];
      if (hit === undefined) return { kind: 'none' };
      if (hit.instrumental === true) return { kind: 'instrumental' };
      const page = await readPage(pathOf(hit.url), signal);
      return page === null ? { kind: 'none' } : lyricsOf(page, hit.title);
    },
  };
}
