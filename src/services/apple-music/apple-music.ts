/** Apple Music's public playlists, albums and songs → songs, from the page that anybody can open. */
import { ServiceError, UserError } from '../../errors.ts';
import type { Playlist } from '../../model/types.ts';
import type { Http } from '../../net/http.ts';
import type { CallOptions, SongSource } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { finishPlaylist, type Row } from '../../songs/playlist.ts';
import { toSong } from '../../songs/song.ts';
import { type AppleLink, isLinkOf, type LinkHosts, recogniseLink } from '../links/links.ts';
import { type ApplePage, readApplePage } from './page.ts';

export type AppleMusicSourceOptions = {
  http: Http;
  /** `https://music.apple.com` */
  url: string;
  /** All the addresses that stand in for official ones, so that a link is nobody's but one source's. */
  hosts?: LinkHosts;
};

/** Apple answers programs with an empty shell. */
const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';

/** Long playlists' pages stop at a round number. */
const pageStep = 100;

const unreadable = (cause?: unknown): UserError =>
  new UserError(
    'playlist-not-found',
    'Apple Music shows me no songs there: it may be private, gone, or not offered in that country. Share it publicly from the app, or attach an exported file.',
    { cause },
  );

/** Songs of one page at most. */
const maxRows = 5_000;

function playlistOf(page: ApplePage, link: AppleLink): Playlist {
  const only = link.type === 'song' ? link.id : link.songId;
  const chosen = only === null ? [] : page.tracks.filter(({ id }) => id === only);
  const tracks = chosen.length > 0 ? chosen : link.type === 'song' ? page.tracks.slice(0, 1) : page.tracks;
  const rows = tracks.slice(0, maxRows).map((draft): Row => {
    const song = toSong({
      ...draft,
      ...(link.type === 'album' && !draft.album ? { album: page.title } : {}),
    });
    return song
      ? { song }
      : { skipped: { title: tidy(draft.title) || '(no title)', reason: 'it has no title' } };
  });
  const isWhole = chosen.length === 0 && link.type !== 'song';
  const mayBeCut = link.type === 'playlist' && page.total === null && rows.length % pageStep === 0;
  return finishPlaylist({
    title: chosen[0]?.title ?? page.title,
    source: 'apple',
    url: `https://music.apple.com${link.path}${link.songId === null ? '' : `?i=${link.songId}`}`,
    rows,
    ...(isWhole && page.total !== null ? { total: page.total } : {}),
    notices: mayBeCut
      ? [
          {
            code: 'apple-first-part',
            text: `Apple Music’s page shows ${rows.length} songs, so there may be more: for all of them, attach an exported file.`,
          },
        ]
      : [],
  });
}

/** `load` throws `UserError` when the page shows no songs, `ServiceError` when Apple fails. */
export function createAppleMusicSource({ http, url, ...more }: AppleMusicSourceOptions): SongSource {
  const hosts = { ...more.hosts, appleMusicUrl: url };

  async function pageOf(link: AppleLink, call: CallOptions): Promise<ApplePage | null> {
    const answer = await http.request({
      service: 'apple',
      url: `${url}${link.path}${link.songId === null ? '' : `?i=${link.songId}`}`,
      headers: { 'user-agent': browser, accept: 'text/html', 'accept-language': 'en-US,en;q=0.8' },
      maxBytes: 8 * 1024 * 1024,
      signal: call.signal,
      mayRedirectTo: (next) => next.origin === new URL(url).origin,
    });
    return readApplePage(answer.text());
  }

  return {
    name: 'apple',
    accepts: (text) => isLinkOf('apple', text, hosts),
    async load(text, call = {}) {
      const link = recogniseLink(text, hosts);
      if (link?.kind !== 'apple') {
        throw new UserError('unknown-link', 'That link leads to no Apple Music playlist, album or song.');
      }
      try {
        const page = await pageOf(link, call);
        if (page === null || page.tracks.length === 0) throw unreadable();
        return playlistOf(page, link);
      } catch (error) {
        // Busy or out of reach may pass; a page that is refused, too large or led elsewhere will not.
        if (error instanceof ServiceError && !error.retryable) throw unreadable(error);
        throw error;
      }
    },
  };
}
