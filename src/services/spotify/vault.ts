/** Linked accounts as they are kept: tokens sealed, renewed when they run out, forgotten when Spotify takes them back. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createSingleFlight } from '../../concurrency/single-flight.ts';
import { UserError } from '../../errors.ts';
import type { SpotifyAccess } from '../../pipeline/ports.ts';
import type { KeyValue } from '../../store/key-value.ts';
import type { SecretBox } from '../../store/secrets.ts';
import { isInvalidGrant, type TokenService, type Tokens, tokensSchema } from './tokens.ts';

const account = z.object({
  /** New with every link, so that what one link began cannot end in the next. */
  id: z.string(),
  spotifyId: z.string(),
  spotifyName: z.string(),
  linkedAt: z.number(),
  scopes: z.array(z.string()),
  sealed: z.string(),
});
export type SpotifyAccount = z.output<typeof account>;

export interface SpotifyVault {
  find(userId: string): Promise<SpotifyAccount | null>;
  keep(userId: string, about: Omit<SpotifyAccount, 'id' | 'sealed'>, tokens: Tokens): Promise<void>;
  /** Says whether there was anything to forget. */
  forget(userId: string): Promise<boolean>;
  /** Throws `UserError` `spotify-relink` from `accessToken` when the link has run out. */
  accessOf(userId: string, account: SpotifyAccount): SpotifyAccess;
}

export type SpotifyVaultOptions = {
  store: KeyValue;
  secrets: SecretBox;
  tokens: Pick<TokenService, 'refresh'>;
  now: () => number;
  /** Told of a link before it ends, whoever ends it: what was read with it is to go. Its failure keeps the link. */
  beforeEnd?: ((accountId: string) => Promise<void>) | undefined;
};

/** A token is renewed this long before it runs out, so that it does not run out under way. */
const marginMs = 60_000;

const keyOf = (userId: string): string => `spotify:account:${userId}`;

const relink = (why: string, cause?: unknown): UserError =>
  new UserError('spotify-relink', `${why}: please link your account again with \`/spotify link\`.`, {
    cause,
  });

export function createSpotifyVault({
  store,
  secrets,
  tokens: service,
  now,
  beforeEnd,
}: SpotifyVaultOptions): SpotifyVault {
  const renewals = createSingleFlight<string>();

  async function find(userId: string): Promise<SpotifyAccount | null> {
    return account.safeParse(await store.get(keyOf(userId))).data ?? null;
  }

  const seal = (userId: string, tokens: Tokens): string =>
    secrets.seal(JSON.stringify(tokens), keyOf(userId));

  function unseal(userId: string, sealed: string): Tokens | null {
    const json = secrets.open(sealed, keyOf(userId));
    return json === null ? null : tokensSchema.parse(JSON.parse(json));
  }

  /** Another link may have been made, or this one removed, while Spotify was asked: that is not undone. */
  async function keepIfStillLinked(userId: string, id: string, tokens: Tokens): Promise<void> {
    const kept = await find(userId);
    if (kept?.id === id) await store.set(keyOf(userId), { ...kept, sealed: seal(userId, tokens) });
  }

  async function forgetIfStillLinked(userId: string, id: string): Promise<void> {
    // Where that fails the link is as good as none, and goes another time.
    if ((await find(userId))?.id === id) await forget(userId).catch(() => undefined);
  }

  async function forget(userId: string): Promise<boolean> {
    const kept = await find(userId);
    if (kept !== null) await beforeEnd?.(kept.id);
    return store.delete(keyOf(userId));
  }

  /** Read from the store each time, so that a link made or removed elsewhere counts at once. */
  async function goodToken(userId: string, id: string): Promise<string> {
    const kept = await find(userId);
    if (kept?.id !== id) throw relink('Your Spotify account is no longer linked');
    const tokens = unseal(userId, kept.sealed);
    if (tokens === null) {
      await forgetIfStillLinked(userId, id);
      throw relink('This bot’s key was changed, so it can no longer read your Spotify link');
    }
    if (tokens.expiresAt - marginMs > now()) {
      if (secrets.isStale(kept.sealed)) await keepIfStillLinked(userId, id, tokens);
      return tokens.accessToken;
    }
    try {
      const renewed = await service.refresh(tokens);
      await keepIfStillLinked(userId, id, renewed);
      return renewed.accessToken;
    } catch (error) {
      if (!isInvalidGrant(error)) throw error;
      await forgetIfStillLinked(userId, id);
      throw relink('Your Spotify link has run out or was taken back', error);
    }
  }

  return {
    find,
    async keep(userId, about, tokens) {
      const before = await find(userId);
      if (before !== null) await beforeEnd?.(before.id);
      await store.set(keyOf(userId), { id: randomUUID(), ...about, sealed: seal(userId, tokens) });
    },
    forget,
    accessOf: (userId, { id }) => ({
      id,
      // Shared by everything this person has going on, so no single abort may end it.
      accessToken: () => renewals(id, () => goodToken(userId, id)),
    }),
  };
}
