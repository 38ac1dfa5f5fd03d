/** A real video for a song, by YouTube's search: a hundred a day for a key, so it is asked for winners only. */
import { decodeHTML } from 'entities';
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import type { Song } from '../../model/song.ts';
import { nextPacificMidnight } from '../../net/google.ts';
import type { Http } from '../../net/http.ts';
import { cacheKey, createCachedAnswers, day } from '../../pipeline/cached-answers.ts';
import type { Cache, CallOptions, VideoFinder } from '../../pipeline/ports.ts';
import { isSameSong, nameKey } from '../../songs/identity.ts';
import { titleParts } from '../../songs/names/title-parts.ts';
import { videoTitle } from '../../songs/names/video-title.ts';
import { refusalKind } from './data-api.ts';

type VideoFinderOptions = { apiKey: string; url: string; http: Http; cache: Cache };

const timeoutMs = 5_000;

const answer = z.object({
  items: z
    .array(
      z.object({
        id: z.object({ videoId: z.string().optional() }),
        snippet: z.object({ title: z.string(), channelTitle: z.string().default('') }),
      }),
    )
    .default([]),
});

const storedVideo = z.object({ video: z.string().startsWith('https://www.youtube.com/watch?v=').nullable() });
type StoredVideo = z.infer<typeof storedVideo>;

type Hit = z.infer<typeof answer>['items'][number];

/** YouTube's ids are 11 of these; nothing else may come into a link. */
const videoId = /^[\w-]{1,64}$/;

const plain = (text: string): string => decodeHTML(text.slice(0, 300));

/** The first hit that is the song, its own recording before other versions; null when none is. */
function bestVideo(song: Song, hits: readonly Hit[]): string | null {
  const wanted = titleParts(song.title).version;
  const fitting = hits.flatMap(({ id, snippet }) => {
    if (id.videoId === undefined || !videoId.test(id.videoId)) return [];
    const found = videoTitle(plain(snippet.title), plain(snippet.channelTitle));
    if (!isSameSong(song, { title: found.title, artists: [found.artist] })) return [];
    return [{ id: id.videoId, isVersion: titleParts(found.title).version === wanted }];
  });
  const best = fitting.find(({ isVersion }) => isVersion) ?? fitting[0];
  return best === undefined ? null : `https://www.youtube.com/watch?v=${best.id}`;
}

/**
 * Song → the address of its video, or null when the search finds none that is the song, or may not search any more
 * today. Found videos are remembered for a week (YouTube allows thirty days). Throws `ServiceError` otherwise.
 */
export function createVideoFinder(options: VideoFinderOptions): VideoFinder {
  const { apiKey, url, http, cache } = options;
  let offUntil = 0;

  async function search(song: Song, { signal }: CallOptions): Promise<StoredVideo> {
    const query = new URLSearchParams({
      part: 'snippet',
      type: 'video',
      maxResults: '5',
      q: `${song.artists.slice(0, 2).join(' ')} ${song.title}`.trim().slice(0, 150),
      key: apiKey,
    });
    const address = `${url}/youtube/v3/search?${query}`;
    const response = await http.request({ service: 'youtube', url: address, timeoutMs, signal });
    return { video: bestVideo(song, response.json(answer).items) };
  }

  const answers = createCachedAnswers(cache, storedVideo, ({ video }) => (video === null ? day : 7 * day));

  return {
    async find(song, call = {}) {
      // Without an artist, the search finds whatever is popular.
      if (song.artists.length === 0 || Date.now() < offUntil) return null;
      try {
        const key = cacheKey('video', '2', [nameKey(song), song.artists]);
        return (await answers.get(key, (options) => search(song, options), call)).video;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const kind = refusalKind(error);
        if (kind === 'key') offUntil = Number.POSITIVE_INFINITY;
        if (kind !== 'quota') throw error;
        offUntil = nextPacificMidnight();
        return null;
      }
    },
  };
}
