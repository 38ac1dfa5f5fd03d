/** Apple Music's public playlists, albums and songs → songs, from the page that anybody can open. */
import { ServiceError, UserError } from '../../errors.ts';
import { appleMusicTexts } from '../../locales/en/music-services.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { Http } from '../../net/http.ts';
import type { SongSource } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';
import { finishPlaylist, type Row } from '../../songs/playlist.ts';
import { toSong } from '../../songs/song.ts';
import type { AppleLink } from './links.ts';
import { type ApplePage, readApplePage } from './page.ts';

/** Apple answers programs with an empty shell. */
const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';

/** Long playlists' pages stop at a round number. */
const pageStep = 100;

/** `url` is `https://music.apple.com`. `load` throws `UserError` when the page shows no songs, `ServiceError` when Apple fails. */
export function createAppleMusicSource({ http, url }: { http: Http; url: string }): SongSource {
  return {
    name: 'apple',
    async load(link: AppleLink, { signal } = {}) {
      const path = `${link.path}${link.songId === null ? '' : `?i=${link.songId}`}`;
      try {
        const answer = await http.request({
          service: 'apple',
          url: `${url}${path}`,
          headers: { 'user-agent': browser, accept: 'text/html', 'accept-language': 'en-US,en;q=0.8' },
          maxBytes: 8 * 1024 * 1024,
          signal,
          mayRedirectTo: (next) => next.origin === new URL(url).origin,
        });
        const page = readApplePage(answer.text());
        if (page?.tracks.length) return playlistOf(page, link, `https://music.apple.com${path}`);
        throw new UserError('playlist-not-found', appleMusicTexts.noSongs);
      } catch (cause) {
        // Busy or out of reach may pass; a page that is refused, too large or led elsewhere will not.
        if (!(cause instanceof ServiceError) || cause.retryable) throw cause;
        throw new UserError('playlist-not-found', appleMusicTexts.noSongs, { cause });
      }
    },
  };
}

function playlistOf({ title, tracks, total }: ApplePage, link: AppleLink, url: string): Playlist {
  const wanted = link.type === 'song' ? link.id : link.songId;
  const chosen = tracks.find(({ id }) => wanted !== null && id === wanted);
  const [one] = chosen === undefined && link.type === 'song' ? tracks : [chosen];
  const rows = (one ? [one] : tracks).map((draft): Row => {
    const song = toSong(link.type === 'album' && !draft.album ? { ...draft, album: title } : draft);
    if (song !== null) return { song };
    return { skipped: { title: tidy(draft.title) || '(no title)', reason: appleMusicTexts.untitled } };
  });
  const mayBeCut = link.type === 'playlist' && total === null && rows.length % pageStep === 0;
  return finishPlaylist({
    title: chosen?.title ?? title,
    source: 'apple',
    url,
    rows,
    ...(one || total === null ? {} : { total }),
    notices: mayBeCut ? [{ code: 'apple-first-part', text: appleMusicTexts.firstPart(rows.length) }] : [],
  });
}
