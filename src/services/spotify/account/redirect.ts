/** Where Spotify sends people back to, and where linking begins. */

export type SpotifyAddresses = {
  redirectUri: string;
  /** Undefined when the HTTP side does not serve `redirectUri`: then the answer's address is pasted. */
  startUrl: string | undefined;
};

export type AddressSettings = {
  SPOTIFY_REDIRECT_URI?: string | undefined;
  PUBLIC_URL?: string | undefined;
  /** The port that is listened on, once it is known; undefined without an HTTP side. */
  httpPort: number | undefined;
  /** Where the HTTP side listens: on a loopback address, the browsers that reach it are on this computer. */
  httpHost?: string | undefined;
};

const callbackPath = '/spotify/callback';
const loopback = new Set(['127.0.0.1', '[::1]', '::1', 'localhost']);

/**
 * Spotify takes https, or plain http on a loopback address written in numbers; never `localhost`.
 * https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
 */
export function spotifyAddresses({
  SPOTIFY_REDIRECT_URI,
  PUBLIC_URL,
  httpPort,
  httpHost = '127.0.0.1',
}: AddressSettings): SpotifyAddresses {
  const base = PUBLIC_URL ?? `http://127.0.0.1:${httpPort ?? 8888}`;
  const redirectUri = SPOTIFY_REDIRECT_URI ?? `${base}${callbackPath}`;
  const startUrl = redirectUri.replace(/\/callback$/, '/start');
  if (httpPort === undefined || !URL.canParse(redirectUri) || !redirectUri.endsWith(callbackPath)) {
    return { redirectUri, startUrl: undefined };
  }
  const { origin, hostname, port } = new URL(redirectUri);
  const isOurs =
    PUBLIC_URL !== undefined && URL.canParse(PUBLIC_URL)
      ? new URL(PUBLIC_URL).origin === origin
      : loopback.has(hostname) && loopback.has(httpHost) && Number(port || 80) === httpPort;
  return { redirectUri, startUrl: isOurs ? startUrl : undefined };
}
