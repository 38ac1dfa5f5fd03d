/** Where Spotify sends people back to, and where linking begins. */

export type RedirectSettings = {
  SPOTIFY_REDIRECT_URI?: string | undefined;
  PUBLIC_URL?: string | undefined;
  /** The port that is listened on, once it is known; undefined without an HTTP side. */
  httpPort: number | undefined;
  /** Where the HTTP side listens: on a loopback address, only browsers on this computer reach it. */
  httpHost?: string | undefined;
};

const callbackPath = '/spotify/callback';
const loopback = ['127.0.0.1', '[::1]', '::1', 'localhost'];

/**
 * `startUrl` is undefined when the HTTP side does not serve `redirectUri`: then the answer's address is pasted.
 * Spotify takes https, or plain http on a loopback address written in numbers; never `localhost`.
 * https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
 */
export function spotifyRedirect(settings: RedirectSettings): {
  redirectUri: string;
  startUrl: string | undefined;
} {
  const { PUBLIC_URL, httpPort, httpHost = '127.0.0.1' } = settings;
  const base = PUBLIC_URL ?? `http://127.0.0.1:${httpPort ?? 8888}`;
  const redirectUri = settings.SPOTIFY_REDIRECT_URI ?? `${base}${callbackPath}`;
  if (httpPort === undefined || !URL.canParse(redirectUri) || !redirectUri.endsWith(callbackPath)) {
    return { redirectUri, startUrl: undefined };
  }
  const { origin, hostname, port } = new URL(redirectUri);
  const isOurs =
    PUBLIC_URL !== undefined && URL.canParse(PUBLIC_URL)
      ? new URL(PUBLIC_URL).origin === origin
      : loopback.includes(hostname) && loopback.includes(httpHost) && Number(port || 80) === httpPort;
  return { redirectUri, startUrl: isOurs ? redirectUri.replace(/\/callback$/, '/start') : undefined };
}
