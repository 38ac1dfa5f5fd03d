/** People's Spotify accounts: linking, status, their own playlists, unlinking. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { UserError } from '../../../errors.ts';
import { sentences } from '../../../locales/sentences.ts';
import type { Language } from '../../../model/language.ts';
import type { Sentence } from '../../../model/sentence.ts';
import type { CallOptions, SpotifyAccess } from '../../../pipeline/ports.ts';
import { tidy } from '../../../songs/fold.ts';
import { createSpotifyApi, isInvalidGrant } from '../api.ts';
import { createTokenService, type TokenOptions, tokensSchema } from '../tokens.ts';
import { createSpotifyLinks, type LinksOptions } from './links.ts';
import { createOwnPlaylists, createPlaylist, type DescribedList } from './playlists.ts';
import { type Answer, type Asker, createSignIn, type Redeemed, type SignInOptions } from './sign-in.ts';
import { createSpotifyVault, type VaultOptions } from './vault.ts';

type AccountsOptions = TokenOptions &
  SignInOptions &
  LinksOptions &
  Pick<VaultOptions, 'secrets'> & { apiUrl: string };

type LinkOptions = { mayCreatePlaylists?: boolean; language?: Language };

/** Who is linked to whom; `name` as Discord and `spotifyName` as Spotify shows them. */
type Linked = Asker & { spotifyId: string; spotifyName: string };

const grantedSchema = z.object({
  asker: z.object({ userId: z.string(), name: z.string() }),
  spotifyId: z.string(),
  spotifyName: z.string(),
  scopes: z.array(z.string()),
  tokens: tokensSchema,
});
type Granted = z.output<typeof grantedSchema>;

const heldContext = 'spotify:held';

const leastScopes = ['playlist-read-private', 'playlist-read-collaborative', 'user-library-read'];
const creatingScope = 'playlist-modify-private';
/** https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration: six months after consent, refreshed or not. */
const consentLifeMs = 182 * 86_400_000;
const undoLifeMs = 3_600_000;

const profile = z.object({ id: z.string(), display_name: z.string().catch('') });
const undoRecord = z.tuple([z.string(), z.string()]);

function undoKey(browserSecret: string): string {
  const hash = createHash('sha256').update(browserSecret.slice(0, 200)).digest('base64url');
  return `spotify:undo:${hash}`;
}

const callbackPath = '/spotify/callback';
const loopback = ['127.0.0.1', '[::1]', '::1', 'localhost'];

type RedirectSettings = Partial<
  Pick<Config, 'SPOTIFY_REDIRECT_URI' | 'PUBLIC_URL' | 'HTTP_PORT' | 'HTTP_HOST'>
>;

/**
 * `startUrl` is undefined when the HTTP side does not serve `redirectUri`: then the answer's address is pasted.
 * Spotify takes https, or plain http on a loopback address written in numbers; never `localhost`.
 * https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
 */
export function spotifyRedirect(settings: RedirectSettings) {
  const { PUBLIC_URL, HTTP_PORT: httpPort, HTTP_HOST: httpHost = '127.0.0.1' } = settings;
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

/** The query of the address Spotify sent the browser to; null for any other address. */
function answerIn(address: string, redirectUri: string): Answer | null {
  const pasted = address.trim().replace(/^<|>$/g, '');
  if (pasted.length > 4096 || !URL.canParse(pasted)) return null;
  const [url, wanted] = [new URL(pasted), new URL(redirectUri)];
  if (url.origin !== wanted.origin || url.pathname !== wanted.pathname) return null;
  return Object.fromEntries(url.searchParams);
}

export function createSpotifyAccounts(options: AccountsOptions) {
  const { redirectUri, store, secrets } = options;
  const signIn = createSignIn(options);
  const tokens = createTokenService(options);
  const vault = createSpotifyVault({ ...options, links: createSpotifyLinks(options), tokens });
  const api = createSpotifyApi(options);
  const ownPlaylists = createOwnPlaylists(api, vault);

  /** What Spotify grants, and whose account it is. */
  async function exchange({ asker, code, verifier, scopes }: Redeemed): Promise<Granted> {
    const granted = await tokens.exchange(code, verifier, redirectUri).catch((cause: unknown) => {
      if (!isInvalidGrant(cause)) throw cause;
      throw new UserError('spotify-stale-link', sentences.spotifyLists.signIn.staleAnswer, { cause });
    });
    const access = { id: 'new', accessToken: async () => granted.accessToken };
    const { id: spotifyId, display_name } = await api.get('/v1/me', profile, { access });
    return { asker, spotifyId, spotifyName: tidy(display_name) || spotifyId, scopes, tokens: granted };
  }

  async function keep({ asker, tokens: granted, ...about }: Granted, undo?: string): Promise<Linked> {
    await vault.keep(asker.userId, { ...about, undo, linkedAt: Date.now() }, granted);
    return { ...asker, spotifyId: about.spotifyId, spotifyName: about.spotifyName };
  }

  return {
    /**
     * A private link, good once and for ten minutes; show it to this person alone. It leads through pages in `language`;
     * without a start page they end on an address for `finishFromPastedAddress`.
     */
    link(asker: Asker, { mayCreatePlaylists = false, language = 'en' }: LinkOptions = {}): Promise<string> {
      const scopes = mayCreatePlaylists ? [...leastScopes, creatingScope] : leastScopes;
      return signIn.begin(asker, scopes, language);
    },

    /** Spotify's answer as an address that the person pasted where we know who they are. Throws `UserError`. */
    async finishFromPastedAddress(userId: string, address: string): Promise<Linked> {
      const answer = answerIn(address, redirectUri);
      if (answer !== null) return keep(await exchange(await signIn.redeem(answer, { userId })));
      throw new UserError('spotify-wrong-address', sentences.spotifyLists.signIn.wrongAddress(redirectUri));
    },

    /** Times in milliseconds since 1970. */
    async status(userId: string) {
      const kept = await vault.find(userId);
      if (kept === null) return { linked: false as const };
      const { spotifyName, linkedAt, scopes } = kept;
      return { linked: true as const, spotifyName, linkedAt, goodUntil: linkedAt + consentLifeMs, scopes };
    },

    unlink: (userId: string): Promise<boolean> => vault.forget(userId),

    /** null: not linked. Its `accessToken` throws `UserError` `spotify-link-lost` when the link has run out. */
    async access(userId: string): Promise<SpotifyAccess | null> {
      const kept = await vault.find(userId);
      return kept === null ? null : vault.accessOf(userId, kept);
    },

    /** Tells a person whose link ended by itself so, until `tell` has succeeded once. */
    async tellLoss(userId: string, tell: (sentence: Sentence) => Promise<void>): Promise<void> {
      const loss = await vault.loss(userId);
      if (loss === null) return;
      await tell(sentences.spotifyLists.relink[loss]);
      await vault.forgetLoss(userId);
    },

    /** Playlists whose songs this account may read, for suggestions; a minute old at most. */
    playlists: ownPlaylists,

    /** A new private playlist of these songs; null: not linked, or linked without `mayCreatePlaylists`. */
    async createPlaylist(userId: string, list: DescribedList, call: CallOptions = {}) {
      const kept = await vault.find(userId);
      if (!kept?.scopes.includes(creatingScope)) return null;
      return createPlaylist(list, api, { ...call, access: vault.accessOf(userId, kept) });
    },

    /** Linking as a browser goes through it: our start page, Spotify, the way back, and "that is not me". */
    pages: {
      /** The private link was opened: where to send this browser, and the secret to keep in it. */
      start: (ticket: string) => signIn.open(ticket),

      /** Spotify's answer, brought back: who would be linked, and the token to agree with. Throws `UserError`. */
      async finish(answer: Answer, browserSecret: string | undefined): Promise<Linked & { token: string }> {
        const granted = await exchange(await signIn.redeem(answer, { browserSecret }));
        const { asker, spotifyId, spotifyName } = granted;
        const token = await signIn.hold(secrets.seal(JSON.stringify(granted), heldContext), browserSecret);
        return { ...asker, spotifyId, spotifyName, token };
      },

      /** The person agreed, in the same browser. Throws `UserError` for a token that is not good. */
      async confirm(token: string, browserSecret: string): Promise<Linked> {
        const json = secrets.open(await signIn.release(token, browserSecret), heldContext);
        if (json === null) throw new UserError('spotify-stale-link', sentences.spotifyLists.signIn.staleLink);
        const undo = undoKey(browserSecret);
        const linked = await keep(grantedSchema.parse(JSON.parse(json)), undo);
        const account = await vault.find(linked.userId);
        if (account !== null) await store.set(undo, [linked.userId, account.id], undoLifeMs);
        return linked;
      },

      /** Takes back what this browser linked within the last hour. Says whether there was anything to. */
      async undo(browserSecret: string): Promise<boolean> {
        const key = undoKey(browserSecret);
        const { data } = undoRecord.safeParse(await store.get(key));
        if (data === undefined || !(await store.delete(key))) return false;
        const [userId, accountId] = data;
        // A link that was made since belongs to somebody who wants it.
        return (await vault.find(userId))?.id === accountId && vault.forget(userId);
      },
    },
  };
}
