/** Linked accounts as they are kept: tokens sealed, renewed when they run out, forgotten when Spotify takes them back. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createSingleFlight } from '../../../concurrency/keyed-work.ts';
import { UserError } from '../../../errors.ts';
import { spotifyTexts } from '../../../locales/en/spotify.ts';
import type { SpotifyAccess } from '../../../pipeline/ports.ts';
import type { KeyValue } from '../../../store/key-value.ts';
import type { SecretBox } from '../../../store/secrets.ts';
import { isInvalidGrant } from '../api.ts';
import { type TokenService, type Tokens, tokensSchema } from '../tokens.ts';

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

export type SpotifyVault = ReturnType<typeof createSpotifyVault>;

export type VaultOptions = {
  store: KeyValue;
  secrets: SecretBox;
  tokens: TokenService;
  /** Called before a link ends, so that what was read with it can be removed. Its failure keeps the link. */
  beforeEnd?: ((accountId: string) => Promise<void>) | undefined;
};

/** A token is renewed this long before it runs out, so that it does not run out in the middle of a request. */
const marginMs = 60_000;

const keyOf = (userId: string): string => `spotify:account:${userId}`;

const { relink } = spotifyTexts;

export function createSpotifyVault({ store, secrets, tokens: service, beforeEnd }: VaultOptions) {
  const renewals = createSingleFlight<string>();

  const seal = (userId: string, tokens: Tokens) => secrets.seal(JSON.stringify(tokens), keyOf(userId));

  async function find(userId: string): Promise<SpotifyAccount | null> {
    return account.safeParse(await store.get(keyOf(userId))).data ?? null;
  }

  async function forget(userId: string): Promise<boolean> {
    const kept = await find(userId);
    if (kept !== null) await beforeEnd?.(kept.id);
    return store.delete(keyOf(userId));
  }

  /** Another link may have been made, or this one removed, while Spotify was asked: that must stay. */
  async function ifStillLinked(userId: string, id: string, work: (kept: SpotifyAccount) => Promise<unknown>) {
    const kept = await find(userId);
    if (kept?.id === id) await work(kept);
  }

  const keepTokens = (userId: string, id: string, tokens: Tokens) =>
    ifStillLinked(userId, id, (kept) => store.set(keyOf(userId), { ...kept, sealed: seal(userId, tokens) }));

  /** Where forgetting fails the link is as good as none, and goes another time. */
  const forgetLink = (userId: string, id: string) =>
    ifStillLinked(userId, id, () => forget(userId).catch(() => undefined));

  /** Read from the store each time, so that a link made or removed elsewhere counts at once. */
  async function goodToken(userId: string, id: string): Promise<string> {
    const kept = await find(userId);
    if (kept?.id !== id) throw new UserError('spotify-relink', relink.unlinked);
    const json = secrets.open(kept.sealed, keyOf(userId));
    if (json === null) {
      await forgetLink(userId, id);
      throw new UserError('spotify-relink', relink.keyChanged);
    }
    const tokens = tokensSchema.parse(JSON.parse(json));
    if (tokens.expiresAt - marginMs > Date.now()) {
      if (secrets.isStale(kept.sealed)) await keepTokens(userId, id, tokens);
      return tokens.accessToken;
    }
    try {
      const renewed = await service.refresh(tokens);
      await keepTokens(userId, id, renewed);
      return renewed.accessToken;
    } catch (cause) {
      if (!isInvalidGrant(cause)) throw cause;
      await forgetLink(userId, id);
      throw new UserError('spotify-relink', relink.ranOut, { cause });
    }
  }

  return {
    find,
    forget,

    async keep(userId: string, about: Omit<SpotifyAccount, 'id' | 'sealed'>, tokens: Tokens): Promise<void> {
      const before = await find(userId);
      if (before !== null) await beforeEnd?.(before.id);
      await store.set(keyOf(userId), { id: randomUUID(), ...about, sealed: seal(userId, tokens) });
    },

    /** Its `accessToken` throws `UserError` `spotify-relink` when the link has run out. */
    accessOf: (userId: string, { id }: SpotifyAccount): SpotifyAccess => ({
      id,
      // Shared by everything this person has going on, so no single abort may end it.
      accessToken: () => renewals(id, () => goodToken(userId, id)),
    }),
  };
}
