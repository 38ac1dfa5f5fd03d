/** Which Spotify account a person linked: one record a person, changed in single steps. */
import { z } from 'zod';
import type { KeyValue } from '../../../store/documents.ts';

const account = z.object({
  /** New with every link, so that what one link began cannot end in the next. */
  id: z.string(),
  spotifyId: z.string(),
  spotifyName: z.string(),
  linkedAt: z.number(),
  scopes: z.array(z.string()),
  /** Where the browser that made the link finds it again, to undo it. */
  undo: z.string().optional(),
  sealed: z.string(),
});
export type SpotifyAccount = z.output<typeof account>;

/** What stands in a link's place when it ended by itself, until the person was told. */
const lossRecord = z.object({ lost: z.enum(['ranOut', 'keyChanged']) });
/** Why a link ended by itself. */
export type Loss = z.output<typeof lossRecord>['lost'] | 'unreadable';

export type LinksOptions = {
  store: KeyValue;
  /** Called before a link ends, so that what was read with it can be removed. Its failure keeps the link. */
  beforeEnd?: ((accountId: string) => Promise<void>) | undefined;
};

export const linkKey = (userId: string): string => `spotify:account:${userId}`;

const parsed = (value: unknown): SpotifyAccount | null => account.safeParse(value).data ?? null;

export type SpotifyLinks = ReturnType<typeof createSpotifyLinks>;

export function createSpotifyLinks({ store, beforeEnd }: LinksOptions) {
  const find = async (userId: string) => parsed(await store.get(linkKey(userId)));
  return {
    find,
    async keep(userId: string, kept: SpotifyAccount): Promise<void> {
      const before = await find(userId);
      if (before !== null) await beforeEnd?.(before.id);
      await store.set(linkKey(userId), kept);
    },
    /** Does nothing when another link was made meanwhile, or this one removed. */
    renew: (userId: string, id: string, sealed: string): Promise<void> =>
      store.change(linkKey(userId), (old) => {
        const kept = parsed(old);
        return kept?.id === id ? { ...kept, sealed } : old;
      }),
    /** Removes the link. Says whether there was one. */
    forget: (userId: string): Promise<boolean> => end(userId, () => true),
    /** Removes this link and no other, and remembers why, so that the person can be told. */
    lose: (userId: string, id: string, lost: Exclude<Loss, 'unreadable'>): Promise<boolean> =>
      end(userId, (kept) => kept?.id === id, { lost }),
    /** Why the person's link ended by itself, as long as they were not told; null: it did not. */
    async loss(userId: string): Promise<Loss | null> {
      const value = await store.get(linkKey(userId));
      if (value === undefined || parsed(value) !== null) return null;
      return lossRecord.safeParse(value).data?.lost ?? 'unreadable';
    },
    forgetLoss: (userId: string): Promise<void> =>
      store.change(linkKey(userId), (old) => (parsed(old) === null ? undefined : old)),
  };

  async function end(
    userId: string,
    isMeant: (kept: SpotifyAccount | null) => boolean,
    left?: z.output<typeof lossRecord>,
  ): Promise<boolean> {
    const kept = await find(userId);
    if (kept !== null && isMeant(kept)) {
      await beforeEnd?.(kept.id);
      if (kept.undo !== undefined) await store.delete(kept.undo);
    }
    let wasThere = false;
    await store.change(linkKey(userId), (old) => {
      wasThere = old !== undefined && isMeant(parsed(old));
      return wasThere ? left : old;
    });
    return wasThere;
  }
}
