/** The search of Genius's API, by its library, with our own requests beneath: bounded in time and size. */
import { z } from 'zod';
import type { Http, HttpResponse } from '../../net/http.ts';
import { type Probe, probe } from '../../net/probe.ts';

export type GeniusRequest<T> = {
  url: string;
  headers: Record<string, string>;
  signal: AbortSignal | undefined;
  /** Throws `ServiceError` for what cannot be understood. */
  read(response: HttpResponse): T;
};

export type GeniusSearchOptions = {
  token: string;
  apiUrl: string;
  webUrl: string;
  get<T>(request: GeniusRequest<T>): Promise<T>;
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

/** Loads the library ahead of the first search: a tenth of a second in which nothing else gets its turn. */
export async function warmGenius(): Promise<void> {
  await loadGenius();
}

const loadGenius = () => import('genius-lyrics');

/** A query → the library's songs, best hit first. */
export function createGeniusSearch({ token, apiUrl, webUrl, get }: GeniusSearchOptions) {
  return async (query: string, signal: AbortSignal | undefined) => {
    const { Client } = await loadGenius();
    const genius = new Client(token, { origin: { api: apiUrl, url: webUrl } });
    genius.api.get = (route) =>
      get({
        url: `${apiUrl}${route}`,
        headers: { authorization: `Bearer ${token}` },
        signal,
        read(response) {
          response.json(searchAnswer);
          return response.text();
        },
      });
    return genius.songs.search(query, { sanitizeQuery: false });
  };
}

/** One search, for `doctor`: says whether the token is good. */
export function probeGenius(options: { token: string; apiUrl: string; http: Http }): Promise<Probe> {
  return probe('Genius', async () => {
    const headers = { authorization: `Bearer ${options.token}` };
    const response = await options.http.request({
      service: 'genius',
      url: `${options.apiUrl}/search?q=hallelujah`,
      headers,
    });
    response.json(searchAnswer);
    return 'answers';
  });
}
