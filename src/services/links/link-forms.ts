/** The forms that each service's addresses take. Each gives null for a page that holds no songs. */
import { UserError } from '../../errors.ts';
import type { AppleLink, DeezerLink, SpotifyLink, YouTubeLink } from './links.ts';

/** `path` and its `segments` are below the service's own address. */
export type UrlParts = { url: URL; path: string; segments: string[] };

/** The segment after the first that has one of these names and is followed by a fitting id. */
function idAfter<T extends string>(
  segments: readonly string[],
  names: Record<string, T>,
  fits: RegExp,
): { type: T; id: string } | null {
  for (const [index, segment] of segments.entries()) {
    const type = Object.hasOwn(names, segment) ? names[segment] : undefined;
    const id = segments[index + 1];
    if (type !== undefined && id !== undefined && fits.test(id)) return { type, id };
  }
  return null;
}

const podcast = (): UserError =>
  new UserError(
    'unsupported-link',
    'That is a podcast, and I rank songs: give me a playlist, an album or a song.',
  );

// Real ones are 22 characters of base 62; what is too short or long, Spotify itself refuses.
const spotifyId = /^(?!\d+$)[A-Za-z0-9]{1,64}$/;
const spotifyTypes = {
  playlist: 'playlist',
  playlists: 'playlist',
  album: 'album',
  albums: 'album',
  track: 'track',
  tracks: 'track',
  artist: 'artist',
  artists: 'artist',
} as const;

/** `/playlist/…`, also below `/embed`, `/intl-de`, `/user/name` and `/v1`; `/collection/tracks` are the Liked Songs. */
export function spotifyLink({ url, segments }: UrlParts): SpotifyLink | null {
  // The old embed address: embed.spotify.com/?uri=spotify:playlist:…
  const uri = /^spotify:(.{1,200})$/.exec(url.searchParams.get('uri') ?? '')?.[1];
  return spotifyOf(uri === undefined ? segments : uri.split(':'));
}

/** `spotify:playlist:…` and `spotify:user:name:playlist:…`, given without `spotify:`. */
export function spotifyUri(uri: string): SpotifyLink {
  const link = spotifyOf((uri.split('?')[0] ?? '').split(':'));
  if (link !== null) return link;
  throw new UserError(
    'unsupported-link',
    'That Spotify address leads to no playlist, album or song: copy the link of the playlist itself.',
  );
}

function spotifyOf(segments: readonly string[]): SpotifyLink | null {
  const found = idAfter(segments, spotifyTypes, spotifyId);
  if (found !== null) return { kind: 'spotify', ...found };
  if (segments.includes('show') || segments.includes('episode')) throw podcast();
  return segments.includes('collection') ? { kind: 'spotify', type: 'liked' } : null;
}

const deezerTypes = { playlist: 'playlist', album: 'album', track: 'track', artist: 'artist' } as const;

/** `/playlist/…`, also behind a language and in the widget's address. */
export function deezerLink({ segments }: UrlParts): DeezerLink | null {
  const found = idAfter(segments, deezerTypes, /^\d{1,20}$/);
  if (found !== null) return { kind: 'deezer', ...found };
  if (segments.includes('show') || segments.includes('episode')) throw podcast();
  return null;
}

const videoId = /^[A-Za-z0-9_-]{11}$/;
const listId = /^[A-Za-z0-9_-]{2,80}$/;

function youtubeList(list: string): YouTubeLink {
  // RDCLAK5uy_ are editors' playlists; any other RD is a mix made on the spot for one person.
  if (/^RD(?!CLAK5uy_)/.test(list)) {
    throw new UserError(
      'unreadable-list',
      'That is a mix which YouTube makes up for you alone: save its songs to a public or unlisted playlist and give me that link.',
    );
  }
  if (/^(?:LM|LL|WL|HL)$/.test(list)) {
    throw new UserError(
      'unreadable-list',
      'YouTube shows your likes and Watch later to you alone: add the songs to a public or unlisted playlist and give me that link.',
    );
  }
  return { kind: 'youtube', type: 'playlist', id: list };
}

/** A `list=` wins over a video, since whoever shares both stands in the playlist. */
export function youtubeLink({ url, segments }: UrlParts): YouTubeLink | null {
  const list = url.searchParams.get('list');
  if (list !== null && listId.test(list)) return youtubeList(list);
  const browsed =
    segments[0] === 'browse' ? /^VL([A-Za-z0-9_-]{2,80})$/.exec(segments[1] ?? '')?.[1] : undefined;
  if (browsed !== undefined) return youtubeList(browsed);
  const short = url.hostname.endsWith('youtu.be') ? segments[0] : null;
  const inPath = /^(?:shorts|embed|live|v|e)$/.test(segments[0] ?? '') ? segments[1] : null;
  const id = url.searchParams.get('v') ?? short ?? inPath ?? '';
  return videoId.test(id) && id !== 'videoseries' ? { kind: 'youtube', type: 'video', id } : null;
}

const appleTypes = ['playlist', 'album', 'song'] as const;

/** `/us/album/name/123?i=456`; the storefront and the name may be missing, iTunes' own ids start with `id`. */
export function appleLink({ url, path, segments }: UrlParts): AppleLink | null {
  if (segments.includes('library')) {
    throw new UserError(
      'unreadable-list',
      'That is in your private Apple Music library: share the playlist from the app and give me that link.',
    );
  }
  if (segments.includes('podcast')) throw podcast();
  // The id is last, behind the playlist's name when there is one.
  const type = appleTypes.find((name) => segments.slice(0, 2).includes(name));
  const id = (segments.at(-1) ?? '').replace(/^id(?=\d)/, '');
  if (type === undefined || path.length > 500) return null;
  if (!(type === 'playlist' ? /^pl\.[A-Za-z0-9-]{1,64}$/ : /^\d{1,20}$/).test(id)) return null;
  const song = url.searchParams.get('i') ?? '';
  return {
    kind: 'apple',
    type,
    id,
    path: path.replace(/\/id(?=\d{1,20}\/?$)/, '/'),
    songId: /^\d{1,20}$/.test(song) ? song : null,
  };
}
