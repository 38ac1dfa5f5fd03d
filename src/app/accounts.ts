/** Linked Spotify accounts, when the host has set what they need. */
import type { Config } from '../config.ts';
import type { Http } from '../net/http.ts';
import { createSpotifyAccounts, type SpotifyAccounts } from '../services/spotify/account/accounts.ts';
import { spotifyRedirect } from '../services/spotify/account/redirect.ts';
import type { KeyValue } from '../store/key-value.ts';
import { createSecretBox } from '../store/secrets.ts';

export type Linking = {
  accounts: SpotifyAccounts;
  /** The answer's address is brought back in Discord, for no page of ours is reached by people's browsers. */
  byPasting: boolean;
  /** Are our pages reached by https? */
  isHttps: boolean;
};

export type LinkingParts = {
  http: Http;
  store: KeyValue;
  httpPort: number | undefined;
  /** Told of a link before it ends. */
  beforeEnd(accountId: string): Promise<void>;
};

/** null: switched off, since there is no app at Spotify or no key to seal tokens with. */
export function createLinking(
  config: Config,
  { http, store, httpPort, beforeEnd }: LinkingParts,
): Linking | null {
  const { SPOTIFY_CLIENT_ID: clientId, SECRET_KEY: key, SPOTIFY_REDIRECT_URI, PUBLIC_URL } = config;
  if (clientId === undefined || key === undefined) return null;
  const addresses = spotifyRedirect({
    SPOTIFY_REDIRECT_URI,
    PUBLIC_URL,
    httpPort,
    httpHost: config.HTTP_HOST,
  });
  const accounts = createSpotifyAccounts({
    http,
    clientId,
    clientSecret: config.SPOTIFY_CLIENT_SECRET,
    ...addresses,
    accountsUrl: config.SPOTIFY_ACCOUNTS_URL,
    apiUrl: config.SPOTIFY_API_URL,
    store,
    beforeEnd,
    secrets: createSecretBox([key, ...config.SECRET_KEY_OLD]),
  });
  const byPasting = addresses.startUrl === undefined;
  return { accounts, byPasting, isHttps: addresses.redirectUri.startsWith('https:') };
}
