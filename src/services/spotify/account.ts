/** People's Spotify accounts: linking, status, their own playlists, unlinking. */
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import type { SongList } from '../../songs/export/index.ts';
import { tidy } from '../../songs/fold.ts';
import type { KeyValue } from '../../store/key-value.ts';
import type { SecretBox } from '../../store/secrets.ts';
import { createSpotifyApi } from './api.ts';
import { createPlaylistAt, type NewPlaylist } from './new-playlist.ts';
import { createOwnPlaylists, type OwnPlaylist } from './own-playlists.ts';
import { createSpotifyPages, type Linked, type SpotifyPages } from './pages.ts';
import { type Answer, type Asker, createSignIn, type Redeemed } from './sign-in.ts';
import { createTokenService, isInvalidGrant } from './tokens.ts';
import { createSpotifyVault } from './vault.ts';

export type SpotifyAccountsOptions = {
  http: Http;
  clientId: string;
  clientSecret?: string | undefined;
  /** As it is registered at Spotify, to the letter. */
  redirectUri: string;
  /** Our own start page, when the HTTP side is on and serves `redirectUri`. */
  startUrl?: string | undefined;
  /** `https://accounts.spotify.com` */
  accountsUrl: string;
  /** `https://api.spotify.com` */
  apiUrl: string;
  store: KeyValue;
  secrets: SecretBox;
  /** Told of a link before it ends. */
  beforeEnd?: ((accountId: string) => Promise<void>) | undefined;
  now?: () => number;
};

export type SpotifyStatus =
  | { linked: false }
  | {
      linked: true;
      spotifyName: string;
      /** Milliseconds since 1970, as is `goodUntil`. */
      linkedAt: number;
      goodUntil: number;
      scopes: string[];
    };

export type LinkOptions = {
  mayCreatePlaylists?: boolean;
  /** Have the answer's address pasted even though the HTTP side is on. */
  byPasting?: boolean;
};

export interface SpotifyAccounts {
  /**
   * A private link, good once and for ten minutes; show it to this person alone. With `byPasting`, or without a start
   * page, they end on an address for `finishFromPastedAddress`.
   */
  link(asker: Asker, options?: LinkOptions): Promise<string>;
  /** Spotify's answer as an address that the person pasted where we know who they are. Throws `UserError`. */
  finishFromPastedAddress(userId: string, address: string): Promise<Linked>;
  status(userId: string): Promise<SpotifyStatus>;
  /** Says whether there was anything to forget. */
  unlink(userId: string): Promise<boolean>;
  /** null: not linked. Its `accessToken` throws `UserError` `spotify-relink` when the link has run out. */
  access(userId: string): Promise<SpotifyAccess | null>;
  /** Playlists whose songs this account may read, for suggestions; a minute old at most. */
  playlists(userId: string, options?: { signal?: AbortSignal }): Promise<OwnPlaylist[]>;
  /** A new private playlist of these songs; null: not linked, or linked without `mayCreatePlaylists`. */
  createPlaylist(
    userId: string,
    list: SongList,
    options?: { signal?: AbortSignal },
  ): Promise<NewPlaylist | null>;
  /** What the HTTP side does with a browser. */
  pages: SpotifyPages;
}

const leastScopes = ['playlist-read-private', 'playlist-read-collaborative', 'user-library-read'];
const creatingScope = 'playlist-modify-private';
/** https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration: six months after consent, refreshed or not. */
const consentLifeMs = 182 * 86_400_000;

const profile = z.object({ id: z.string(), display_name: z.string().nullish().catch(null) });

export function createSpotifyAccounts(options: SpotifyAccountsOptions): SpotifyAccounts {
  const now = options.now ?? Date.now;
  const signIn = createSignIn(options);
  const tokens = createTokenService({ ...options, now });
  const vault = createSpotifyVault({ ...options, tokens, now });
  const api = createSpotifyApi(options);
  const ownPlaylists = createOwnPlaylists({ api, vault, now });

  async function keep({ asker, code, verifier, scopes }: Redeemed): Promise<Linked> {
    const got = await tokens.exchange(code, verifier, options.redirectUri).catch((error: unknown) => {
      if (!isInvalidGrant(error)) throw error;
      const sentence =
        'Spotify does not accept that answer any more: ask for a new link with `/spotify link`.';
      throw new UserError('spotify-stale-link', sentence, { cause: error });
    });
    const access = { id: 'new', accessToken: async () => got.accessToken };
    const { id: spotifyId, display_name } = await api.get('/v1/me', profile, { access });
    const spotifyName = tidy(display_name ?? '') || spotifyId;
    await vault.keep(asker.userId, { spotifyId, spotifyName, linkedAt: now(), scopes }, got);
    return { ...asker, spotifyName };
  }

  /** The query of the address Spotify sent the browser to, when it is that address. */
  function answerIn(address: string): Answer | null {
    const pasted = address.trim().replace(/^<|>$/g, '');
    if (pasted.length > 4096 || !URL.canParse(pasted)) return null;
    const [url, wanted] = [new URL(pasted), new URL(options.redirectUri)];
    if (url.origin !== wanted.origin || url.pathname !== wanted.pathname) return null;
    return Object.fromEntries(url.searchParams);
  }

  return {
    link: (asker, { mayCreatePlaylists = false, byPasting = false } = {}) => {
      const scopes = mayCreatePlaylists ? [...leastScopes, creatingScope] : leastScopes;
      return signIn.begin(asker, scopes, { byPasting });
    },
    async finishFromPastedAddress(userId, address) {
      const answer = answerIn(address);
      if (answer === null) {
        throw new UserError(
          'spotify-wrong-address',
          `That is not the address I need: after you agreed, your browser shows one that begins with ${options.redirectUri} – copy all of it.`,
        );
      }
      return keep(await signIn.redeem(answer, { userId }));
    },
    async status(userId) {
      const kept = await vault.find(userId);
      if (kept === null) return { linked: false };
      const { spotifyName, linkedAt, scopes } = kept;
      return { linked: true, spotifyName, linkedAt, goodUntil: linkedAt + consentLifeMs, scopes };
    },
    unlink: (userId) => vault.forget(userId),
    async access(userId) {
      const kept = await vault.find(userId);
      return kept === null ? null : vault.accessOf(userId, kept);
    },
    playlists: (userId, { signal } = {}) => ownPlaylists(userId, signal),
    async createPlaylist(userId, list, { signal } = {}) {
      const kept = await vault.find(userId);
      if (!kept?.scopes.includes(creatingScope)) return null;
      const access = vault.accessOf(userId, kept);
      return createPlaylistAt(list, { api, access, now, signal });
    },
    pages: createSpotifyPages({ signIn, vault, store: options.store, keep }),
  };
}
