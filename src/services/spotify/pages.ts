/** Linking as a browser goes through it: our start page, Spotify, the way back, and "that is not me". */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeyValue } from '../../store/key-value.ts';
import type { Answer, Redeemed, SignIn } from './sign-in.ts';
import type { SpotifyVault } from './vault.ts';

/** Who is linked to whom; `name` as Discord and `spotifyName` as Spotify shows them. */
export type Linked = { userId: string; name: string; spotifyName: string };

export interface SpotifyPages {
  /** The private link was opened: where to send this browser, and the secret to keep in it. */
  start(ticket: string): Promise<{ address: string; browserSecret: string }>;
  /** Spotify's answer, brought back. Throws `UserError` for every answer that links nothing. */
  finish(answer: Answer, browserSecret: string | undefined): Promise<Linked>;
  /** Takes back what this browser linked within the last hour. Says whether there was anything to. */
  undo(browserSecret: string): Promise<boolean>;
}

export type SpotifyPagesOptions = {
  signIn: SignIn;
  vault: SpotifyVault;
  store: KeyValue;
  /** Exchanges the code and keeps the account. */
  keep(redeemed: Redeemed): Promise<Linked>;
};

const undoLifeMs = 3_600_000;
const undoable = z.tuple([z.string(), z.string()]);

function undoKey(browserSecret: string): string {
  const hash = createHash('sha256').update(browserSecret.slice(0, 200)).digest('base64url');
  return `spotify:undo:${hash}`;
}

export function createSpotifyPages({ signIn, vault, store, keep }: SpotifyPagesOptions): SpotifyPages {
  return {
    start: (ticket) => signIn.open(ticket),
    async finish(answer, browserSecret) {
      const linked = await keep(await signIn.redeem(answer, { browserSecret }));
      const account = await vault.find(linked.userId);
      if (account !== null && browserSecret !== undefined) {
        await store.set(undoKey(browserSecret), [linked.userId, account.id], undoLifeMs);
      }
      return linked;
    },
    async undo(browserSecret) {
      const key = undoKey(browserSecret);
      const { data } = undoable.safeParse(await store.get(key));
      if (data === undefined || !(await store.delete(key))) return false;
      const [userId, accountId] = data;
      // A link that was made since is somebody's own.
      return (await vault.find(userId))?.id === accountId && vault.forget(userId);
    },
  };
}
