/** Playlists and videos of YouTube and YouTube Music → songs. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import { waitWords } from '../../locales/en/durations.ts';
import { youtubeTexts } from '../../locales/en/music-services.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { Http } from '../../net/http.ts';
import { nextPacificMidnight } from '../../net/pacific.ts';
import type { CallOptions, SongSource } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { createYouTubeData, refusalKind } from './data-api.ts';
import type { YouTubeLink } from './links.ts';
import { rowOfVideo, type VideoList } from './videos.ts';
import { readPlaylistPage, readVideoPage } from './web-pages.ts';

export type YouTubeSourceOptions = {
  http: Http;
  /** `https://www.googleapis.com` */
  apiUrl: string;
  apiKey?: string | undefined;
  /** `https://www.youtube.com`: asked when there is no key, or when it is used up. */
  webUrl: string;
  /** For all pages read without a key together. */
  pageTimeoutMs?: number;
  maxSongs?: number;
  /** Called with a refused key or a used-up quota. */
  onTrouble?: (error: Error) => void;
  now?: () => number;
};

const missing = (cause?: unknown): UserError =>
  new UserError('playlist-not-found', youtubeTexts.notFound, { cause });

/** `load` throws `UserError` with what can be done, `ServiceError` when YouTube cannot be reached. */
export function createYouTubeSource(options: YouTubeSourceOptions): SongSource {
  const { http, apiUrl, apiKey, webUrl, onTrouble } = options;
  const { pageTimeoutMs: timeoutMs = 15_000, maxSongs = 5000, now = Date.now } = options;
  const data = apiKey === undefined ? null : createYouTubeData({ http, apiUrl, apiKey });

  /** Why the key opened nothing; null when YouTube merely failed. Throws what is no refusal of the key. */
  function keyRefusal(cause: unknown): UserError | null {
    if (isAbort(cause) || !(cause instanceof ServiceError)) throw cause;
    const kind = refusalKind(cause);
    if (kind === 'missing') throw missing(cause);
    onTrouble?.(cause);
    if (kind === null) return null;
    if (kind === 'key') return new UserError('youtube-key-refused', youtubeTexts.keyRefused, { cause });
    const when = waitWords(nextPacificMidnight(now()) - now(), now());
    return new UserError('youtube-busy', youtubeTexts.busy(when), { cause });
  }

  async function read({ type, id }: YouTubeLink, call: CallOptions): Promise<VideoList> {
    let refused: UserError | null = null;
    if (data !== null) {
      try {
        return await (type === 'video' ? data.video(id, call) : data.playlist(id, maxSongs, call));
      } catch (error) {
        refused = keyRefusal(error);
      }
    }
    try {
      return type === 'video'
        ? await readVideoPage({ http, webUrl }, id, call)
        : await readPlaylistPage({ http, webUrl, timeoutMs, maxVideos: maxSongs }, id, call);
    } catch (error) {
      if (isAbort(error) || !(error instanceof ServiceError)) throw error;
      if (refused !== null) throw refused;
      if (error.retryable) throw error;
      if (type === 'video' && [401, 403, 404].includes(error.status ?? 0)) throw missing(error);
      throw new UserError('youtube-unreadable', youtubeTexts.unreadable);
    }
  }

  function playlistOf({ type, id }: YouTubeLink, { title, videos, total }: VideoList): Playlist {
    const rows = videos.map(rowOfVideo);
    const [first] = rows;
    if (type === 'video' && first === undefined) throw missing();
    return finishPlaylist({
      // Albums on YouTube Music are playlists called "Album - Name".
      title:
        type === 'video' && first && 'song' in first
          ? first.song.title
          : tidy(title).replace(/^Album - (?=.)/, ''),
      source: 'youtube',
      url: `https://www.youtube.com/${type === 'video' ? 'watch?v' : 'playlist?list'}=${id}`,
      rows,
      total,
    });
  }

  return {
    name: 'youtube',
    load: async (link: YouTubeLink, call = {}) => playlistOf(link, await read(link, call)),
  };
}
