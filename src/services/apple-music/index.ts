/** Apple Music's public playlists, albums and songs → songs, from the page that anybody can open, without a key. */
import { ServiceError, UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Notice } from '../../model/notice.ts';
import type { Playlist } from '../../model/playlist.ts';
import type { Http } from '../../net/http.ts';
import type { SongSource } from '../../pipeline/ports.ts';
import { finishPlaylist } from '../../songs/playlist.ts';
import { type MusicService, type PageAddress, refusePodcast } from '../sources/music-service.ts';
import { type ApplePage, readApplePage } from './page.ts';

export const appleMusic: MusicService = {
  name: 'apple',
  hosts: [
    ...['', 'beta.', 'embed.', 'geo.', 'classical.'].map((part) => `${part}music.apple.com`),
    ...['itunes.apple.com', 'geo.itunes.apple.com'],
  ],
  appSchemes: Object.fromEntries(
    ['music', 'musics', 'itms', 'itmss'].map((scheme) => [`${scheme}://`, 'https://']),
  ),
  replacements: ({ APPLE_MUSIC_URL }) => [APPLE_MUSIC_URL],
  linkOf: appleLink,
  createSource: ({ APPLE_MUSIC_URL: url }, { http }) => createAppleMusicSource({ http, url }),
};

type AppleLink = {
  service: 'apple';
  type: 'playlist' | 'album' | 'song';
  id: string;
  /** The page's path below the Apple Music address, starting with a slash. */
  path: string;
  /** The one song of an album page that was meant (`?i=`). */
  songId: string | null;
};

const types = ['playlist', 'album', 'song'] as const;

/** `/us/album/name/123?i=456`; the storefront and the name may be missing, iTunes' own ids start with `id`. */
function appleLink({ url, path, segments }: PageAddress): AppleLink | null {
  const beginning = segments.slice(0, 2);
  if (beginning.includes('library'))
    throw new UserError('unreadable-list', sentences.appleMusic.privateLibrary);
  // The id is last, behind the playlist's name when there is one.
  const type = types.find((name) => beginning.includes(name));
  const id = (segments.at(-1) ?? '').replace(/^id(?=\d)/, '');
  const fits = type === 'playlist' ? /^pl\.[A-Za-z0-9-]{1,64}$/ : /^\d{1,20}$/;
  if (type !== undefined && path.length <= 500 && fits.test(id)) {
    const song = url.searchParams.get('i') ?? '';
    return {
      service: 'apple',
      type,
      id,
      path: path.replace(/\/id(?=\d{1,20}\/?$)/, '/'),
      songId: /^\d{1,20}$/.test(song) ? song : null,
    };
  }
  refusePodcast(segments);
  return null;
}

/** Apple answers programs with an empty shell. */
const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';

const missing = 'playlist-not-found';

/** Long playlists' pages stop at a round number. */
const pageStep = 100;

/** `load` throws `UserError` when the page shows no songs, `ServiceError` when Apple fails. */
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
        // Without its data, as programs are now and then given it, the page says nothing about the list.
        throw new UserError(page ? missing : 'apple-unreadable', sentences.appleMusic.noSongs);
      } catch (cause) {
        // Busy or out of reach may pass; a page that is refused, too large or led elsewhere will not.
        if (!(cause instanceof ServiceError) || cause.retryable) throw cause;
        const isGone = cause.status === 404 || cause.status === 410;
        throw new UserError(isGone ? missing : 'apple-unreadable', sentences.appleMusic.noSongs, { cause });
      }
    },
  };
}

function playlistOf({ title, tracks, total }: ApplePage, link: AppleLink, url: string): Playlist {
  const wanted = link.type === 'song' ? link.id : link.songId;
  const chosen = tracks.find(({ id }) => wanted !== null && id === wanted);
  const [one] = chosen === undefined && link.type === 'song' ? tracks : [chosen];
  const rows = (one ? [one] : tracks).map((draft) =>
    link.type === 'album' && !draft.album ? { ...draft, album: title } : draft,
  );
  const notices: Notice[] = [];
  if (link.type === 'album' && link.songId !== null && !chosen)
    notices.push({ code: 'apple-whole-album', ...sentences.appleMusic.wholeAlbum });
  if (link.type === 'playlist' && total === null && rows.length % pageStep === 0)
    notices.push({ code: 'apple-first-part', ...sentences.appleMusic.firstPart(rows.length) });
  return finishPlaylist({
    title: chosen?.title ?? title,
    source: 'apple',
    url,
    rows,
    ...(one || total === null ? {} : { total }),
    notices,
  });
}
