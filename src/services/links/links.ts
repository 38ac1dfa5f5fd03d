/** Text → which service's what. Pure: nothing is asked, and a link is only ever taken apart, never fetched as it stands. */
import { UserError } from '../../errors.ts';
import { appleLink, deezerLink, spotifyLink, spotifyUri, type UrlParts, youtubeLink } from './link-forms.ts';

export type SpotifyLink =
  | { kind: 'spotify'; type: 'playlist' | 'album' | 'track' | 'artist'; id: string }
  | { kind: 'spotify'; type: 'liked' }
  /** Where it leads is known only after asking (spotify.link). */
  | { kind: 'spotify'; type: 'short'; url: string };

export type YouTubeLink = { kind: 'youtube'; type: 'playlist' | 'video'; id: string };

export type DeezerLink =
  | { kind: 'deezer'; type: 'playlist' | 'album' | 'track' | 'artist'; id: string }
  | { kind: 'deezer'; type: 'short'; url: string };

export type AppleLink = {
  kind: 'apple';
  type: 'playlist' | 'album' | 'song';
  id: string;
  /** Of the page below the Apple Music address, starting with a slash. */
  path: string;
  /** The one song of an album page that was meant (`?i=`). */
  songId: string | null;
};

export type Link = SpotifyLink | YouTubeLink | DeezerLink | AppleLink;

/** Addresses that stand in for the official ones (a proxy, a mirror, a test): links to them are recognised as well. */
export type LinkHosts = {
  spotifyWebUrl?: string | undefined;
  spotifyApiUrl?: string | undefined;
  appleMusicUrl?: string | undefined;
  deezerApiUrl?: string | undefined;
  youtubeApiUrl?: string | undefined;
  youtubeWebUrl?: string | undefined;
};

type Recogniser = (parts: UrlParts) => Link | null;

const officialHosts: Record<string, Recogniser> = {
  'open.spotify.com': spotifyLink,
  'play.spotify.com': spotifyLink,
  'embed.spotify.com': spotifyLink,
  'api.spotify.com': spotifyLink,
  'spotify.link': (parts) => shortLink('spotify', parts),
  'spotify.app.link': (parts) => shortLink('spotify', parts),
  'youtube.com': youtubeLink,
  'm.youtube.com': youtubeLink,
  'music.youtube.com': youtubeLink,
  'youtube-nocookie.com': youtubeLink,
  'youtu.be': youtubeLink,
  'deezer.com': deezerLink,
  'm.deezer.com': deezerLink,
  'widget.deezer.com': deezerLink,
  'api.deezer.com': deezerLink,
  'link.deezer.com': (parts) => shortLink('deezer', parts),
  'deezer.page.link': (parts) => shortLink('deezer', parts),
  'dzr.page.link': (parts) => shortLink('deezer', parts),
  'music.apple.com': appleLink,
  'beta.music.apple.com': appleLink,
  'embed.music.apple.com': appleLink,
  'geo.music.apple.com': appleLink,
  'classical.music.apple.com': appleLink,
  'itunes.apple.com': appleLink,
  'geo.itunes.apple.com': appleLink,
};

/** What can be read, as the end of a sentence. */
export const whatWorks =
  'links to Spotify, YouTube, YouTube Music, Apple Music and Deezer work, and so does an attached playlist file';

const maxLinkLength = 2048;

function shortLink(kind: 'spotify' | 'deezer', { url, segments }: UrlParts): Link | null {
  // Rebuilt, so that port, credentials and fragment of what was typed go nowhere.
  return segments.length === 0
    ? null
    : { kind, type: 'short', url: `https://${url.hostname}${url.pathname}${url.search}` };
}

/** The one address in a line: bare, in angle brackets, as a Markdown link, within the words an app shares, or without its scheme. */
function addressIn(text: string): string | null {
  const schemed = text.match(/\b[a-z][a-z.]{1,20}:\/\/[^\s<>"')\]]+/gi);
  if (schemed !== null) return schemed.length === 1 ? (schemed[0] ?? null) : null;
  // A host and a path without blanks: `AC/DC` has no dot before its slash.
  const bare = /^<?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\/[^\s<>]{1,1000})>?$/i.exec(text)?.[1];
  return bare === undefined ? null : `https://${bare}`;
}

function partsBelow(url: URL, base: string | undefined): UrlParts | null {
  if (base === undefined || !URL.canParse(base)) return null;
  const { host, pathname } = new URL(base);
  const prefix = pathname.replace(/\/+$/, '');
  if (url.host !== host || !url.pathname.startsWith(`${prefix}/`)) return null;
  return partsOf(url, url.pathname.slice(prefix.length));
}

function partsOf(url: URL, path = url.pathname): UrlParts {
  return { url, path, segments: path.split('/').filter((segment) => segment !== '') };
}

/**
 * What the text links to, or null when it is no link at all (then it may be a list of songs).
 * Throws `UserError`: `unknown-link` for hosts that cannot be read, `unsupported-link` for a page without songs in it,
 * `unreadable-list` for lists that only their owner can open.
 */
export function recogniseLink(text: string, hosts: LinkHosts = {}): Link | null {
  const trimmed = text.trim();
  if (/^liked(?:[ -]songs)?$/i.test(trimmed)) return { kind: 'spotify', type: 'liked' };
  if (trimmed.length > maxLinkLength || trimmed.includes('\n')) return null;
  const uri = /^<?spotify:(?!\/\/)([^\s<>]+)>?$/i.exec(trimmed)?.[1];
  if (uri !== undefined) return spotifyUri(uri);
  const address = addressIn(trimmed);
  if (address === null) return null;
  // Links that open an app: the same words behind another scheme.
  const web = address
    .replace(/^spotify:\/\//i, 'https://open.spotify.com/')
    .replace(/^(?:deezer|music|itmss?|musics):\/\//i, 'https://')
    .replace(/[.,;:!?]+$/, '');
  if (!URL.canParse(web)) throw new UserError('unknown-link', `That link looks broken: ${whatWorks}.`);
  const url = new URL(web);
  const link = /^https?:$/.test(url.protocol) ? linkOf(url, hosts) : null;
  if (link === null) {
    const host = url.hostname.slice(0, 60);
    throw new UserError('unknown-link', `I can’t read playlists from ${host || 'there'}: ${whatWorks}.`);
  }
  return link;
}

/** Is the text a link of this kind? Never throws. */
export function isLinkOf(kind: Link['kind'], text: string, hosts: LinkHosts = {}): boolean {
  try {
    return recogniseLink(text, hosts)?.kind === kind;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function linkOf(url: URL, hosts: LinkHosts): Link | null {
  const configured: [string | undefined, Recogniser][] = [
    [hosts.deezerApiUrl, deezerLink],
    [hosts.appleMusicUrl, appleLink],
    [hosts.spotifyWebUrl, spotifyLink],
    [hosts.spotifyApiUrl, spotifyLink],
    [hosts.youtubeApiUrl, youtubeLink],
    [hosts.youtubeWebUrl, youtubeLink],
  ];
  for (const [base, recognise] of configured) {
    const parts = partsBelow(url, base);
    const link = parts && recognise(parts);
    if (link) return link;
  }
  const host = url.host.replace(/^www\./, '');
  // A host may be called `__proto__`.
  const official = Object.hasOwn(officialHosts, host) ? officialHosts[host] : undefined;
  if (official === undefined) return null;
  const link = official(partsOf(url));
  if (link !== null) return link;
  throw new UserError(
    'unsupported-link',
    'I know that site, but the link leads to no playlist, album or song: copy the link of the playlist itself.',
  );
}
