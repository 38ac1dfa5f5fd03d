/** YouTube's Data API: a page of fifty costs one unit of ten thousand a day. */
import { z } from 'zod';
import type { ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import { retried } from '../../net/retry.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import type { Video } from './rows.ts';

export type YouTubeDataOptions = {
  http: Http;
  /** `https://www.googleapis.com` */
  apiUrl: string;
  apiKey: string;
};

export type YouTubeList = { title: string; videos: Video[]; total: number };

export interface YouTubeData {
  /** Both throw `ServiceError`; `refusalKind` says what it means. An unknown video is an empty list. */
  playlist(id: string, maxVideos: number, call: CallOptions): Promise<YouTubeList>;
  video(id: string, call: CallOptions): Promise<YouTubeList>;
}

const snippet = z.object({
  title: z.string(),
  channelTitle: z.string().catch(''),
  /** Whose video it is; `channelTitle` of a playlist's row is whose playlist it is. */
  videoOwnerChannelTitle: z.string().catch(''),
  resourceId: z.object({ videoId: z.string() }).nullish().catch(null),
});
const page = z.object({
  // Fifty are asked for; what else there may be is not even looked at.
  items: z
    .array(z.unknown())
    .transform((items) => items.slice(0, 200))
    .pipe(z.array(z.object({ id: z.string().catch(''), snippet })))
    .catch([]),
  nextPageToken: z.string().optional(),
  pageInfo: z
    .object({ totalResults: z.number().int().min(0) })
    .nullish()
    .catch(null),
});

const refusal = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string() })).catch([]),
    details: z.array(z.looseObject({ reason: z.string().optional() })).catch([]),
  }),
});

/** `quota`: used up for today; `key`: the host's key is no good; `missing`: nobody may see that list. */
export function refusalKind(error: ServiceError): 'quota' | 'key' | 'missing' | null {
  const body = refusal.safeParse(error.body).data?.error;
  const reasons = [...(body?.errors ?? []), ...(body?.details ?? [])].map(({ reason }) => reason ?? '');
  const says = (pattern: RegExp): boolean => reasons.some((reason) => pattern.test(reason));
  if (error.status === 429 || says(/^(?:quota|dailyLimit|rateLimit)Exceeded/)) return 'quota';
  if (error.status === 404 || says(/^playlist(?:NotFound|ItemsNotAccessible|Forbidden)$/)) return 'missing';
  return error.status === 401 || error.status === 403 || says(/^API_KEY_|^keyInvalid$/) ? 'key' : null;
}

export function createYouTubeData({ http, apiUrl, apiKey }: YouTubeDataOptions): YouTubeData {
  function ask(
    what: string,
    query: Record<string, string>,
    call: CallOptions,
  ): Promise<z.output<typeof page>> {
    const parameters = new URLSearchParams({ part: 'snippet', ...query, key: apiKey });
    const url = `${apiUrl}/youtube/v3/${what}?${parameters}`;
    return retried(
      async () => (await http.request({ service: 'youtube', url, signal: call.signal })).json(page),
      { retries: 2, maxWaitMs: 3000, signal: call.signal },
    );
  }

  return {
    async playlist(id, maxVideos, call) {
      const rows = (token: Record<string, string>) =>
        ask('playlistItems', { playlistId: id, maxResults: '50', ...token }, call);
      const [about, first] = await Promise.all([ask('playlists', { id }, call), rows({})]);
      const videos: Video[] = [];
      // Each page names the next, so they can only be asked for one after the other.
      for (let page = first; ; page = await rows({ pageToken: page.nextPageToken ?? '' })) {
        for (const { snippet } of page.items) {
          const { title, videoOwnerChannelTitle: channel, resourceId } = snippet;
          videos.push({ id: resourceId?.videoId ?? '', title, channel });
        }
        const isLast = page.nextPageToken === undefined || page.items.length === 0;
        if (isLast || videos.length >= maxVideos) break;
      }
      const total = Math.max(videos.length, first.pageInfo?.totalResults ?? 0);
      return { title: about.items[0]?.snippet.title ?? '', videos: videos.slice(0, maxVideos), total };
    },
    async video(id, call) {
      const { items } = await ask('videos', { id }, call);
      const videos = items.map((item) => ({
        id,
        title: item.snippet.title,
        channel: item.snippet.channelTitle,
      }));
      return { title: videos[0]?.title ?? '', videos, total: videos.length };
    },
  };
}
