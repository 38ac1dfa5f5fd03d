/** YouTube's Data API: `search` and `videos`, over a list of videos of our own. */
import { type Loopback, startLoopback } from './loopback.ts';
import { delayOf, type ServerOptions } from './lrclib-server.ts';

export type Video = { id: string; title: string; channel: string };

const refused = (code: number, message: string, domain: string, reason: string, more: object = {}) => ({
  status: code,
  json: { error: { code, message, errors: [{ message, domain, reason }], ...more } },
});

export const youtubeTroubles = {
  quota: refused(
    403,
    'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
    'youtube.quota',
    'quotaExceeded',
  ),
  searchesPerDay: refused(
    429,
    "Quota exceeded for quota metric 'Search Queries' and limit 'Search Queries per day' of service 'youtube.googleapis.com'.",
    'global',
    'rateLimitExceeded',
    { status: 'RESOURCE_EXHAUSTED' },
  ),
  badKey: refused(400, 'API key not valid. Please pass a valid API key.', 'global', 'badRequest', {
    status: 'INVALID_ARGUMENT',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
      },
    ],
  }),
  blocked: refused(403, 'Requests to this API are blocked.', 'global', 'forbidden', {
    status: 'PERMISSION_DENIED',
  }),
};

export async function startYoutube(videos: readonly Video[], options: ServerOptions = {}): Promise<Loopback> {
  return startLoopback(
    (request, seen) => {
      const instead = options.before?.(request, seen);
      if (instead !== undefined) return instead;
      const delayMs = delayOf(options, request);
      if (request.url.pathname === '/youtube/v3/videos')
        return { delayMs, json: { kind: 'youtube#videoListResponse', items: [] } };
      if (request.url.pathname !== '/youtube/v3/search')
        return { status: 404, json: { error: { code: 404 } } };
      const items = videos.slice(0, Number(request.url.searchParams.get('maxResults') ?? 5)).map((video) => ({
        kind: 'youtube#searchResult',
        id: { kind: 'youtube#video', videoId: video.id },
        snippet: { title: video.title, channelTitle: video.channel, publishedAt: '2020-01-01T00:00:00Z' },
      }));
      return {
        delayMs,
        json: { kind: 'youtube#searchListResponse', pageInfo: { totalResults: items.length }, items },
      };
    },
    { untilClosed: options.untilClosed ?? false },
  );
}
