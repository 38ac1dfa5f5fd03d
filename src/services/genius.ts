/** Genius: its API finds the song's page, and the words are read from that page (the API has none). */
import { z } from 'zod';
import { ServiceError } from '../errors.ts';
import type { CallOptions, Lyrics, LyricsSource } from '../pipeline/ports.ts';
import type { Song } from '../pipeline/types.ts';
import { createBreaker } from '../support/breaker.ts';
import type { Http } from '../support/http.ts';
import { createLimit } from '../support/limit.ts';
import { cleanGeniusText } from './genius-text.ts';
import { asLyrics } from './lyrics-text.ts';
import { type Probe, probe } from './probe.ts';
import { isSameSong, lookupVariants } from './song-match.ts';

const service = 'genius';

export type GeniusOptions = {
  token: string;
  apiUrl: string;
  webUrl: string;
  http: Http;
  /** For one request. */
  timeoutMs?: number;
};

/** Only what is used, and what the library's own constructors insist on. */
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

/** Pages that carry the song's title and are not its words: translations, romanizations, lists. */
const otherPages = /^genius\b|\b(?:translations?|romanizations?|tracklist|annotated)\b/i;

/** The official site, whatever mirror stands before it: the API names pages by their official address. */
const officialHosts = ['genius.com', 'www.genius.com'];

/** Song → words from Genius. What is found must be the song: same title, same artist. */
export function createGenius(options: GeniusOptions): LyricsSource {
  const { http, token, apiUrl, webUrl, timeoutMs = 10_000 } = options;
  const breaker = createBreaker({ service, failures: 3, openMs: 120_000 });
  const limit = createLimit({ concurrency: 5 });

  const get = (url: string, headers: Record<string, string>, signal: AbortSignal | undefined) =>
    limit(() => breaker.run(() => http.request({ service, url, headers, timeoutMs, signal })), signal);

  /** The page's address on the configured site; a hit that leads anywhere else is refused. */
  function pageUrl(address: string): string | null {
    if (!URL.canParse(address)) return null;
    const { host, pathname } = new URL(address);
    const known = host === new URL(webUrl).host || officialHosts.includes(host);
    return known ? `${webUrl}${pathname}` : null;
  }

  /** The library's search and page parser, with our own requests beneath: bounded in time and size. */
  async function client(signal: AbortSignal | undefined) {
    const { Client } = await import('genius-lyrics');
    const genius = new Client(token, { origin: { api: apiUrl, url: webUrl } });
    genius.api.get = async (route) => {
      const response = await get(`${apiUrl}${route}`, { authorization: `Bearer ${token}` }, signal);
      response.json(searchAnswer);
      return response.text();
    };
    genius.request.get = async (url) => (await get(url, { accept: 'text/html' }, signal)).text();
    return genius;
  }

  return {
    name: 'Genius',
    async find(song: Song, { signal }: CallOptions = {}): Promise<Lyrics> {
      const variant = lookupVariants(song).at(-1);
      if (variant === undefined) return { kind: 'none' };
      const genius = await client(signal);
      const hits = await genius.songs.search(`${variant.title} ${variant.artist}`, { sanitizeQuery: false });
      const hit = hits
        .slice(0, 10)
        .find(
          ({ title, artist }) =>
            !otherPages.test(artist.name) && isSameSong(song, { title, artist: artist.name }),
        );
      if (hit === undefined) return { kind: 'none' };
      if (hit.instrumental === true) return { kind: 'instrumental' };
      const url = pageUrl(hit.url);
      if (url === null) {
        throw new ServiceError('genius named a page on another site', { service, retryable: false });
      }
      hit.url = url;
      const { NoResultError } = await import('genius-lyrics');
      try {
        return asLyrics(cleanGeniusText(await hit.lyrics(), hit.title));
      } catch (error) {
        if (error instanceof NoResultError) return { kind: 'none' };
        if (error instanceof ServiceError && error.status === 404) return { kind: 'none' };
        throw error;
      }
    },
  };
}

/** One search, for `doctor`: says whether the token is good. */
export function probeGenius(options: Pick<GeniusOptions, 'token' | 'apiUrl' | 'http'>): Promise<Probe> {
  return probe('Genius', async () => {
    const headers = { authorization: `Bearer ${options.token}` };
    const response = await options.http.request({
      service,
      url: `${options.apiUrl}/search?q=hallelujah`,
      headers,
    });
    response.json(searchAnswer);
    return 'answers';
  });
}
