/** Linked accounts as they are kept: tokens sealed, renewed when they run out, forgotten when Spotify takes them back. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSingleFlight } from '../../../concurrency/keyed-work.ts';
import { UserError } from '../../../errors.ts';
import { sentences } from '../../../locales/sentences.ts';
import type { SpotifyAccess } from '../../../pipeline/ports.ts';
import type { SecretBox } from '../../../store/secrets.ts';
import { isInvalidGrant } from '../api.ts';
import { type TokenService, type Tokens, tokensSchema } from '../tokens.ts';
import { linkKey, type SpotifyAccount, type SpotifyLinks } from './links.ts';

export type SpotifyVault = ReturnType<typeof createSpotifyVault>;

export type VaultOptions = {
  links: SpotifyLinks;
  secrets: SecretBox;
  tokens: TokenService;
};

/** A token is renewed this long before it runs out, so that it does not run out in the middle of a request. */
const marginMs = 60_000;

const { relink } = sentences.spotifyLists;

export function createSpotifyVault({ links, secrets, tokens: service }: VaultOptions) {
  const renewals = createSingleFlight<string>();

  const seal = (userId: string, tokens: Tokens) => secrets.seal(JSON.stringify(tokens), linkKey(userId));

  const keepTokens = (userId: string, id: string, tokens: Tokens) =>
    links.renew(userId, id, seal(userId, tokens));

  /** Where forgetting fails the link is as good as none, and goes another time. */
  const lose = (...lost: Parameters<SpotifyLinks['lose']>) => links.lose(...lost).catch(() => false);

  /** Read from the store each time, so that a link made or removed elsewhere counts at once. */
  async function goodToken(userId: string, id: string): Promise<string> {
    const kept = await links.find(userId);
    if (kept?.id !== id) throw new UserError('spotify-link-lost', relink.unlinked);
    const json = secrets.open(kept.sealed, linkKey(userId));
    if (json === null) {
      await lose(userId, id, 'keyChanged');
      throw new UserError('spotify-link-lost', relink.keyChanged);
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
      // A refresh token is good once: another process may have used it, and be about to keep the new one.
      for (const waitMs of [0, 300]) {
        await sleep(waitMs);
        const now = await links.find(userId);
        if (now?.id === id && now.sealed !== kept.sealed) return goodToken(userId, id);
      }
      await lose(userId, id, 'ranOut');
      throw new UserError('spotify-link-lost', relink.ranOut, { cause });
    }
  }

  return {
    ...links,

    keep: (userId: string, about: Omit<SpotifyAccount, 'id' | 'sealed'>, tokens: Tokens): Promise<void> =>
      links.keep(userId, { id: randomUUID(), ...about, sealed: seal(userId, tokens) }),

    /** Its `accessToken` throws `UserError` `spotify-link-lost` when the link has run out. */
    accessOf: (userId: string, { id }: SpotifyAccount): SpotifyAccess => ({
      id,
      // Shared by everything this person has going on, so no single abort may end it.
      accessToken: () => renewals(id, () => goodToken(userId, id)),
    }),
  };
}
