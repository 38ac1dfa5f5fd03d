/** YouTube's Data API: a page of fifty costs one unit of ten thousand a day. https://developers.google.com/youtube/v3/docs */
import { z } from 'zod';
import { chunksOf } from '../../concurrency/chunked.ts';
import type { ServiceError } from '../../errors.ts';
import { youtube } from '../../locales/en/music-services.ts';
import { googleErrorOf } from '../../net/google.ts';
import type { Http } from '../../net/http.ts';
import { retried } from '../../net/recovery.ts';
import type { CallOptions, SourceOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { videoTitle } from '../../songs/names/video-title.ts';
import { orNull, type Row, textOrNull } from '../../songs/song.ts';

export type Video = {
  id: string;
  title: string;
  /** '' when it is not known. */
  channel: string;
  durationMs?: number | null;
};

export type VideoList = { title: string; videos: Video[]; total: number };

export function rowOfVideo({ id, title, channel, durationMs = null }: Video): Row {
  // A private or deleted video keeps its place in the list, but not its name or its channel.
  if (channel === '' && /^\[?(?:private|deleted) video\]?$/i.test(tidy(title))) {
    return { title, reason: youtube.gone };
  }
  const found = videoTitle(title, channel);
  const isVideo = /^[A-Za-z0-9_-]{11}$/.test(id);
  return {
    title: found.title,
    artists: found.artist === '' ? [] : [found.artist],
    durationMs,
    url: isVideo ? `https://www.youtube.com/watch?v=${id}` : null,
    cover: isVideo ? `https://i.ytimg.com/vi/${id}/mqdefault.jpg` : null,
  };
}

const snippet = z.object({
  title: z.string(),
  channelTitle: z.string().catch(''),
  /** Whose video it is; `channelTitle` of a playlist's row is whose playlist it is. */
  videoOwnerChannelTitle: z.string().catch(''),
  resourceId: orNull(z.object({ videoId: z.string() })),
});
/** One that is odd keeps its place, and loses its name. */
const item = z.object({ id: textOrNull, snippet }).catch({
  id: null,
  snippet: { title: '', channelTitle: '', videoOwnerChannelTitle: '', resourceId: null },
});
const answer = z.object({
  // Fifty are asked for; what else there may be is not even looked at.
  items: z
    .array(z.unknown())
    .transform((items) => items.slice(0, 200))
    .pipe(z.array(item))
    .catch([]),
  nextPageToken: z.string().optional(),
  pageInfo: orNull(z.object({ totalResults: z.number().int().min(0) })),
});

/** `quota`: used up for today; `key`: the host's key is no good; `missing`: that list is not public. */
export function refusalKind(error: ServiceError): 'quota' | 'key' | 'missing' | null {
  const { reasons } = googleErrorOf(error);
  const says = (pattern: RegExp): boolean => reasons.some((reason) => pattern.test(reason));
  if (error.status === 429 || says(/^(?:quota|dailyLimit|rateLimit)Exceeded/)) return 'quota';
  if (error.status === 404 || says(/^playlist(?:NotFound|ItemsNotAccessible|Forbidden)$/)) return 'missing';
  return error.status === 401 || error.status === 403 || says(/^API_KEY_|^keyInvalid$/) ? 'key' : null;
}

type YouTubeDataOptions = { http: Http; apiUrl: string; apiKey: string };

/** No page is begun so soon before the deadline. */
const lastPageMs = 3_000;

/** The most videos one request may ask for. */
const videosAtOnce = 50;

/** All calls throw `ServiceError`; `refusalKind` says what it means. An unknown video is an empty list. */
export function createYouTubeData({ http, apiUrl, apiKey }: YouTubeDataOptions) {
  function get(path: string, query: Record<string, string>, { signal }: CallOptions) {
    const parameters = new URLSearchParams({ part: 'snippet', ...query, key: apiKey });
    const url = `${apiUrl}/youtube/v3/${path}?${parameters}`;
    const request = async () => (await http.request({ service: 'youtube', url, signal })).json(answer);
    return retried(request, { retries: 2, minDelayMs: http.retryDelayMs, maxWaitMs: 3000, signal });
  }

  return {
    /** As far as there is time, where no copy has more. */
    async playlist(id: string, maxVideos: number, call: SourceOptions): Promise<VideoList> {
      const { deadline = Number.POSITIVE_INFINITY, keptSongs = 0 } = call;
      const hasTime = () => Date.now() < deadline - lastPageMs;
      const rows = (pageToken?: string) =>
        get('playlistItems', { playlistId: id, maxResults: '50', ...(pageToken && { pageToken }) }, call);
      const [about, first] = await Promise.all([get('playlists', { id }, call), rows()]);
      const items = [...first.items];
      // Each page names the next, so they can only be asked for one after the other.
      for (let page = first; page.nextPageToken && page.items.length > 0 && items.length < maxVideos; ) {
        if (items.length > keptSongs && !hasTime()) break;
        page = await rows(page.nextPageToken);
        items.push(...page.items);
      }
      const videos = items.slice(0, maxVideos).map(({ snippet }) => ({
        id: snippet.resourceId?.videoId ?? '',
        title: snippet.title,
        channel: snippet.videoOwnerChannelTitle,
      }));
      const total = Math.max(items.length, first.pageInfo?.totalResults ?? 0);
      return { title: about.items[0]?.snippet.title ?? '', videos, total };
    },

    async videos(ids: readonly string[], call: CallOptions): Promise<VideoList> {
      const videos: Video[] = [];
      for (const some of chunksOf(ids, videosAtOnce)) {
        const { items } = await get('videos', { id: some.join(',') }, call);
        for (const { id, snippet } of items)
          videos.push({ id: id ?? '', title: snippet.title, channel: snippet.channelTitle });
      }
      return { title: videos[0]?.title ?? '', videos, total: videos.length };
    },
  };
}
