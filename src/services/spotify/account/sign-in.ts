/**
 * Signing in at Spotify: Authorization Code flow with PKCE (RFC 7636, RFC 9700).
 *
 * Four random values, each good once and for ten minutes and kept only as hashes, prevent mix-ups of people:
 * - the **ticket** in the private link. Opening the link spends it, so a copy of the link opens nothing;
 * - the **state** that travels through Spotify, tied to the person who asked for the link;
 * - the **held token** of the page that names both accounts: nothing is linked before the person agrees there;
 * - the **browser secret**, a cookie of the browser that opened the link. Spotify's answer counts only from there,
 *   so an address passed on to somebody else cannot tie their account to the wrong person.
 * Without an HTTP side there is no ticket: the person goes straight to Spotify and pastes the answer's address in
 * Discord, which knows who they are.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { sentences } from '../../../locales/sentences.ts';
import type { Language } from '../../../model/language.ts';
import type { KeyValue } from '../../../store/documents.ts';

export type SignInOptions = {
  clientId: string;
  accountsUrl: string;
  /** As it is registered at Spotify, to the letter. */
  redirectUri: string;
  /** Our own page that begins the flow, when the HTTP side serves `redirectUri`; else the flow begins at Spotify. */
  startUrl?: string | undefined;
  store: KeyValue;
};

/** Who asked. `name` is their username, which nobody else has: the person who ends up linking sees whose link it was. */
export type Asker = { userId: string; name: string };

export type Answer = { code?: string | undefined; state?: string | undefined; error?: string | undefined };

export type Redeemed = { asker: Asker; code: string; verifier: string; scopes: string[] };

const lifeMs = 10 * 60_000;
/** 128 bits cannot be guessed, and keep the address below the 512 characters of a Discord button. */
const random = (bytes = 16): string => randomBytes(bytes).toString('base64url');
const hashOf = (value: string): string => createHash('sha256').update(value).digest('base64url');

const ticketRecord = z.object({ userId: z.string(), name: z.string(), scopes: z.array(z.string()) });
const heldRecord = z.object({ sealed: z.string(), browser: z.string() });
const stateRecord = ticketRecord.extend({ verifier: z.string(), browser: z.string().nullable() });

const { signIn: texts } = sentences.spotifyLists;
const staleLink = (): UserError => new UserError('spotify-stale-link', texts.staleLink);

const keyOf = (kind: 'ticket' | 'state' | 'held', value: string) =>
  `spotify:${kind}:${hashOf(value.slice(0, 200))}`;

export function createSignIn({ clientId, accountsUrl, redirectUri, startUrl, store }: SignInOptions) {
  async function load<T>(key: string, schema: z.ZodType<T>): Promise<T> {
    const record = schema.safeParse(await store.get(key));
    if (!record.success) throw staleLink();
    return record.data;
  }

  /** Of two who bring a single-use value, one may go on. */
  async function spend(key: string): Promise<void> {
    if (!(await store.delete(key))) throw staleLink();
  }

  function checkBrowser(browserSecret: string | undefined, browser: string | null): void {
    const brought = Buffer.from(hashOf(browserSecret ?? ''));
    const wanted = Buffer.from(browser ?? '');
    if (brought.length !== wanted.length || !timingSafeEqual(brought, wanted))
      throw new UserError('spotify-wrong-browser', texts.wrongBrowser);
  }

  async function toSpotify(about: z.output<typeof ticketRecord>, browser: string | null): Promise<string> {
    // RFC 7636 wants 43 characters of the verifier at least.
    const [state, verifier] = [random(), random(32)];
    await store.set(keyOf('state', state), { ...about, verifier, browser }, lifeMs);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: about.scopes.join(' '),
      state,
      code_challenge_method: 'S256',
      code_challenge: hashOf(verifier),
    });
    return `${accountsUrl}/authorize?${query}`;
  }

  return {
    /** The private link: to our start page, which is told the language, or without one straight to Spotify. */
    async begin({ userId, name }: Asker, scopes: string[], language: Language): Promise<string> {
      const about = { userId, name, scopes };
      if (startUrl === undefined) return toSpotify(about, null);
      const ticket = random();
      await store.set(keyOf('ticket', ticket), about, lifeMs);
      return `${startUrl}?t=${ticket}&lang=${language}`;
    },

    /** Spends the ticket. The secret goes into a cookie of this browser, the address is where to go next. */
    async open(ticket: string): Promise<{ address: string; browserSecret: string }> {
      const key = keyOf('ticket', ticket);
      const about = await load(key, ticketRecord);
      await spend(key);
      const browserSecret = random();
      return { address: await toSpotify(about, hashOf(browserSecret)), browserSecret };
    },

    /** Spends the state, also when it throws the `UserError` for an answer that links nothing. */
    async redeem(
      { code, state, error }: Answer,
      from: { browserSecret: string | undefined } | { userId: string },
    ): Promise<Redeemed> {
      const key = keyOf('state', state ?? '');
      const { userId, name, scopes, verifier, browser } = await load(key, stateRecord);
      if ('browserSecret' in from && browser === null) {
        // Begun without our page, so this browser could be anybody's. The state is not spent: it is needed where
        // the address is pasted, since Discord knows who pastes it.
        throw new UserError('spotify-paste-it', texts.pasteIt);
      }
      await spend(key);
      if ('userId' in from) {
        if (from.userId !== userId) throw new UserError('spotify-not-your-link', texts.notYourLink);
      } else {
        checkBrowser(from.browserSecret, browser);
      }
      if (error !== undefined || !code || code.length > 2048) {
        throw new UserError('spotify-denied', texts.denied);
      }
      return { asker: { userId, name }, code, verifier, scopes };
    },

    /** Holds what Spotify granted until the person has seen whom it is linked to. The token goes into their page. */
    async hold(sealed: string, browserSecret: string | undefined): Promise<string> {
      const token = random();
      const held = { sealed, browser: hashOf(browserSecret ?? '') };
      await store.set(keyOf('held', token), held, lifeMs);
      return token;
    },

    /** Gives back what is held, once, to the browser that brought it. */
    async release(token: string, browserSecret: string | undefined): Promise<string> {
      const key = keyOf('held', token);
      const { sealed, browser } = await load(key, heldRecord);
      checkBrowser(browserSecret, browser);
      await spend(key);
      return sealed;
    },
  };
}
