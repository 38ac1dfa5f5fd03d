/** Playlists and videos of YouTube and YouTube Music → songs: by the Data API where there is a key, else by their own pages. */
import { z } from 'zod';
import { isAbort, isPassing, ServiceError, UserError } from '../../errors.ts';
import { waitWords } from '../../locales/phrases.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Playlist } from '../../model/playlist.ts';
import { nextPacificMidnight } from '../../net/google.ts';
import type { Http } from '../../net/http.ts';
import { probe } from '../../net/probe.ts';
import type { CallOptions, SongSource, SourceOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { toSong } from '../../songs/song.ts';
import type { MusicService, PageAddress } from '../sources/music-service.ts';
import { createYouTubeData, refusalKind, rowOfVideo, type VideoList } from './data-api.ts';
import { readPlaylistPage, readVideoPage } from './web-pages.ts';

export const youtube: MusicService = {
  name: 'youtube',
  hosts: ['youtube.com', 'm.youtube.com', 'music.youtube.com', 'youtube-nocookie.com', 'youtu.be'],
  replacements: ({ YOUTUBE_API_URL, YOUTUBE_WEB_URL }) => [YOUTUBE_API_URL, YOUTUBE_WEB_URL],
  linkOf: youtubeLink,
  createSource: ({ YOUTUBE_API_URL: apiUrl, YOUTUBE_API_KEY: apiKey, YOUTUBE_WEB_URL: webUrl }, parts) =>
    createYouTubeSource({ ...parts, apiUrl, apiKey, webUrl }),
  probe({ YOUTUBE_API_URL: apiUrl, YOUTUBE_API_KEY: key }, http) {
    if (key === undefined) return null;
    return probe('YouTube', async () => {
      // 1 unit of the day's 10,000; a search would be one of the day's hundred.
      const query = new URLSearchParams({ part: 'id', id: 'jNQXAC9IVRw', key });
      const url = `${apiUrl}/youtube/v3/videos?${query}`;
      (await http.request({ service: 'youtube', url })).json(z.object({ items: z.array(z.unknown()) }));
      return 'answers';
    });
  },
};

type YouTubeLink = { service: 'youtube'; type: 'playlist' | 'video'; id: string };

const listId = /^[A-Za-z0-9_-]{2,80}$/;
const videoId = /^[A-Za-z0-9_-]{11}$/;

/** A `list=` wins over a video: a link with both was shared from within the playlist. */
function youtubeLink({ url, segments: [first = '', second = ''] }: PageAddress): YouTubeLink | null {
  const browsed = first === 'browse' && second.startsWith('VL') ? second.slice(2) : '';
  const list = [url.searchParams.get('list') ?? '', browsed].find((id) => listId.test(id));
  if (list !== undefined) return listLink(list);
  const short = url.hostname.endsWith('youtu.be') ? first : null;
  const inPath = /^(?:shorts|embed|live|v|e)$/.test(first) ? second : '';
  const id = url.searchParams.get('v') ?? short ?? inPath;
  return videoId.test(id) && id !== 'videoseries' ? { service: 'youtube', type: 'video', id } : null;
}

function listLink(id: string): YouTubeLink {
  // RDCLAK5uy_ are editors' playlists; any other RD is a mix made on the spot for one person.
  if (/^RD(?!CLAK5uy_)/.test(id)) throw new UserError('unreadable-list', sentences.youtube.mix);
  if (/^(?:LM|LL|WL|HL)$/.test(id)) throw new UserError('unreadable-list', sentences.youtube.ownList);
  return { service: 'youtube', type: 'playlist', id };
}

export type YouTubeSourceOptions = {
  http: Http;
  apiUrl: string;
  apiKey?: string | undefined;
  /** `https://www.youtube.com`: asked when there is no key, or when it is used up. */
  webUrl: string;
  /** For all pages read without a key together. */
  pageTimeoutMs?: number;
  maxSongs?: number;
  onTrouble?: (error: Error) => void;
};

const missing = (cause?: unknown) =>
  new UserError('playlist-not-found', sentences.youtube.notFound, { cause });

/** `load` throws `UserError` with what can be done, `ServiceError` when YouTube cannot be reached. */
export function createYouTubeSource(options: YouTubeSourceOptions): SongSource {
  const { http, apiKey, webUrl, onTrouble } = options;
  const { pageTimeoutMs: timeoutMs = 15_000, maxSongs = 5000 } = options;
  const data = apiKey === undefined ? null : createYouTubeData({ ...options, apiKey });

  /** Why the key opened nothing: a refusal, or a failure that may pass; null for nonsense. Throws what is the answer. */
  function keyFailure(cause: unknown): UserError | ServiceError | null {
    if (isAbort(cause) || !(cause instanceof ServiceError)) throw cause;
    const kind = refusalKind(cause);
    if (kind === 'missing') throw missing(cause);
    onTrouble?.(cause);
    if (kind === null) return cause.retryable ? cause : null;
    if (kind === 'key') return new UserError('youtube-key-refused', sentences.youtube.keyRefused, { cause });
    const when = waitWords(nextPacificMidnight() - Date.now());
    return new UserError('youtube-busy', sentences.youtube.busy(when), { cause });
  }

  async function read({ type, id }: YouTubeLink, call: SourceOptions): Promise<VideoList> {
    let failed: UserError | ServiceError | null = null;
    if (data !== null) {
      try {
        return await (type === 'video' ? data.videos([id], call) : data.playlist(id, maxSongs, call));
      } catch (error) {
        failed = keyFailure(error);
      }
    }
    try {
      return type === 'video'
        ? await readVideoPage({ http, webUrl }, id, call)
        : await readPlaylistPage({ http, webUrl, timeoutMs, maxVideos: maxSongs }, id, call);
    } catch (error) {
      if (isAbort(error) || !(error instanceof ServiceError)) throw error;
      // Of two limits, the key's says when it ends.
      if (error.retryable && !(error.status === 429 && isPassing(failed))) throw error;
      if (failed !== null) throw failed;
      if (type === 'video' && [401, 403, 404].includes(error.status ?? 0)) throw missing(error);
      throw new UserError('youtube-unreadable', sentences.youtube.unreadable);
    }
  }

  function playlistOf({ type, id }: YouTubeLink, { title, videos, total }: VideoList): Playlist {
    const rows = videos.map(rowOfVideo);
    const [first] = rows;
    if (type === 'video' && first === undefined) throw missing();
    return finishPlaylist({
      // Albums on YouTube Music are playlists called "Album - Name".
      title: type === 'video' ? first?.title : tidy(title).replace(/^Album - (?=.)/, ''),
      source: 'youtube',
      url: `https://www.youtube.com/${type === 'video' ? 'watch?v' : 'playlist?list'}=${id}`,
      rows,
      total,
    });
  }

  return {
    name: 'youtube',
    load: async (link: YouTubeLink, call = {}) => playlistOf(link, await read(link, call)),
    ...(data !== null && {
      async loadSongs(links: readonly YouTubeLink[], call: CallOptions = {}) {
        const { videos } = await data.videos([...new Set(links.map(({ id }) => id))], call);
        const rows = new Map(videos.map((video) => [video.id, rowOfVideo(video)]));
        return links.map(({ id }) => {
          const row = rows.get(id);
          return row === undefined || 'reason' in row ? null : toSong(row);
        });
      },
    }),
  };
}
