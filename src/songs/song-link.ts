/** Addresses that came inside a playlist: kept only when they lead to a music service. */

/** Hosts a song may be linked to, subdomains included. Links from files are shown to others, so nothing else is. */
const songHosts = [
  'spotify.com',
  'youtube.com',
  'youtu.be',
  'music.apple.com',
  'itunes.apple.com',
  'deezer.com',
  'tidal.com',
  'qobuz.com',
  'soundcloud.com',
  'bandcamp.com',
  'music.amazon.com',
  'last.fm',
  'musicbrainz.org',
];

/** Where the services keep their covers. */
const coverHosts = [
  'scdn.co',
  'spotifycdn.com',
  'mzstatic.com',
  'dzcdn.net',
  'ytimg.com',
  'ggpht.com',
  'googleusercontent.com',
  'sndcdn.com',
  'bcbits.com',
  'coverartarchive.org',
];

const maxLength = 500;

function parseUrl(raw: string): URL | null {
  try {
    return new URL(raw);
  } catch {
    return null;
  }
}

function httpsOn(hosts: readonly string[], raw: string): string | null {
  if (raw.length > maxLength || !/^https?:\/\//i.test(raw)) return null;
  const url = parseUrl(raw);
  if (url === null) return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  if (!hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))) return null;
  url.protocol = 'https:';
  return url.href;
}

/** A link or a `spotify:track:` URI → an https address of a music service; null for anything else. */
export function songLink(raw: string): string | null {
  const uri = /^spotify:track:([0-9A-Za-z]{22})$/.exec(raw.trim());
  return uri ? `https://open.spotify.com/track/${uri[1]}` : httpsOn(songHosts, raw.trim());
}

/** The address of a cover on a music service's own picture host; null for anything else. */
export function coverLink(raw: string): string | null {
  return httpsOn(coverHosts, raw.trim());
}
