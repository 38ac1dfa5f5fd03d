/** YouTube and YouTube Music playlists and videos → songs: with a key by the Data API, without one as well as it goes. */
import { isAbort, ServiceError, UserError } from '../../errors.ts';
import type { Playlist } from '../../model/types.ts';
import type { Http } from '../../net/http.ts';
import { nextPacificMidnight } from '../../net/pacific.ts';
import { waitWords } from '../../net/waits.ts';
import type { CallOptions, SongSource } from '../../pipeline/ports.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { isLinkOf, type LinkHosts, recogniseLink, type YouTubeLink } from '../links/links.ts';
import { createYouTubeData, refusalKind, type YouTubeList } from './data.ts';
import { readYouTubePage, readYouTubeVideo } from './page.ts';
import { rowOfVideo, titleOfList } from './rows.ts';

export type YouTubeSourceOptions = {
  http: Http;
  /** `https://www.googleapis.com` */
  apiUrl: string;
  apiKey?: string | undefined;
  /** All the addresses that stand in for official ones, so that a link is nobody's but one source's. */
  hosts?: LinkHosts;
  /** Asked when there is no key, or when it is used up. Default `https://www.youtube.com`; null for never. */
  webUrl?: string | null;
  /** For all pages read without a key together. Default 15 s. */
  pageTimeoutMs?: number;
  /** Videos of one list at most. Default 5000. */
  maxSongs?: number;
  /** Told of a refused key or a used-up quota, for the host's log. */
  onTrouble?: (error: Error) => void;
  now?: () => number;
};

const missing = (cause: unknown): UserError =>
  new UserError(
    'playlist-not-found',
    'YouTube shows me nothing there: it may be private or deleted. Make it public or unlisted, or attach an exported file.',
    { cause },
  );

/** `load` throws `UserError` with what can be done, `ServiceError` when YouTube cannot be reached. */
export function createYouTubeSource(options: YouTubeSourceOptions): SongSource {
  const now = options.now ?? Date.now;
  const { webUrl = 'https://www.youtube.com', maxSongs = 5000 } = options;
  const hosts = { ...options.hosts, youtubeApiUrl: options.apiUrl, youtubeWebUrl: webUrl ?? undefined };
  const data =
    options.apiKey === undefined ? null : createYouTubeData({ ...options, apiKey: options.apiKey });

  function withoutKey(web: string, link: YouTubeLink, call: CallOptions): Promise<YouTubeList> {
    const page = { http: options.http, webUrl: web, timeoutMs: options.pageTimeoutMs ?? 15_000 };
    return link.type === 'video'
      ? readYouTubeVideo(page, link.id, call)
      : readYouTubePage(page, link.id, maxSongs, call);
  }

  /** Why the key opened nothing; null when YouTube merely failed. Throws on what is no refusal of the key. */
  function closedBecause(error: unknown): UserError | null {
    if (isAbort(error) || !(error instanceof ServiceError)) throw error;
    const kind = refusalKind(error);
    if (kind === 'missing') throw missing(error);
    options.onTrouble?.(error);
    if (kind === null) return null;
    const when = waitWords(nextPacificMidnight(now()) - now(), now());
    return kind === 'quota'
      ? new UserError(
          'youtube-busy',
          `YouTube’s daily limit for this bot is used up: try again ${when}, or attach an exported file.`,
          { cause: error },
        )
      : new UserError(
          'youtube-key-refused',
          'YouTube refuses this bot’s key: please tell whoever runs it, and attach an exported file meanwhile.',
          { cause: error },
        );
  }

  async function read(link: YouTubeLink, call: CallOptions): Promise<YouTubeList> {
    let refused: UserError | null = null;
    if (data !== null) {
      try {
        return link.type === 'video'
          ? await data.video(link.id, call)
          : await data.playlist(link.id, maxSongs, call);
      } catch (error) {
        refused = closedBecause(error);
      }
    }
    if (webUrl !== null) {
      try {
        return await withoutKey(webUrl, link, call);
      } catch (error) {
        if (isAbort(error) || !(error instanceof ServiceError)) throw error;
        if (error.retryable && refused === null) throw error;
        if (link.type === 'video' && refused === null && [401, 403, 404].includes(error.status ?? 0))
          throw missing(error);
      }
    }
    throw (
      refused ??
      new UserError(
        'youtube-unreadable',
        'YouTube does not let me read that without a key: ask whoever runs this bot to set one, or attach an exported file.',
      )
    );
  }

  function playlistOf(link: YouTubeLink, { title, videos, total }: YouTubeList): Playlist {
    const isVideo = link.type === 'video';
    if (isVideo && videos.length === 0) throw missing(undefined);
    const rows = videos.map(rowOfVideo);
    const [first] = rows;
    return finishPlaylist({
      title: isVideo && first && 'song' in first ? first.song.title : titleOfList(title),
      source: 'youtube',
      url: `https://www.youtube.com/${isVideo ? 'watch?v' : 'playlist?list'}=${link.id}`,
      rows,
      total,
    });
  }

  return {
    name: 'youtube',
    accepts: (text) => isLinkOf('youtube', text, hosts),
    async load(text, call = {}) {
      const link = recogniseLink(text, hosts);
      if (link?.kind === 'youtube') return playlistOf(link, await read(link, call));
      throw new UserError('unknown-link', 'That link leads to no YouTube playlist or video.');
    },
  };
}
