/** The search of Genius's API, by its library over our own HTTP client. */
import { z } from 'zod';
import type { Http, HttpResponse } from '../../net/http.ts';
import { type Probe, probe } from '../../net/probe.ts';

export type GeniusAccess = { token: string; apiUrl: string; webUrl: string };

/** Sends one request of the library. */
export type SendSearch = (
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
) => Promise<HttpResponse>;

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

/** Loads the library ahead of the first search: it blocks the event loop for a tenth of a second. */
export async function warmGenius(): Promise<void> {
  await loadGenius();
}

/** A query → the library's songs, best hit first. */
export function createGeniusSearch({ token, apiUrl, webUrl }: GeniusAccess, send: SendSearch) {
  return async (query: string, signal: AbortSignal | undefined) => {
    const { Client } = await loadGenius();
    const genius = new Client(token, { origin: { api: apiUrl, url: webUrl } });
    genius.api.get = async (route) => {
      const response = await send(`${apiUrl}${route}`, { authorization: `Bearer ${token}` }, signal);
      return response.text();
    };
    return genius.songs.search(query, { sanitizeQuery: false });
  };
}

/** Throws `ServiceError` for an answer that isn't one of the search. */
export function checkSearchAnswer(response: HttpResponse): HttpResponse {
  response.json(searchAnswer);
  return response;
}

/** One search, for `doctor`: is the token good? */
export function probeGenius(options: { token: string; apiUrl: string; http: Http }): Promise<Probe> {
  return probe('Genius', async () => {
    const headers = { authorization: `Bearer ${options.token}` };
    const url = `${options.apiUrl}/search?q=hallelujah`;
    checkSearchAnswer(await options.http.request({ service: 'genius', url, headers }));
    return 'answers';
  });
}
