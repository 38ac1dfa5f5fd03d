/** Which Spotify account a person linked: one record a person, changed in single steps. */
import { z } from 'zod';
import type { KeyValue } from '../../../store/key-value.ts';

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
    /** Removes the link, or (with `id`) no other than this one. Says whether there was one. */
    async forget(userId: string, id?: string): Promise<boolean> {
      const isMeant = (kept: SpotifyAccount | null) => id === undefined || kept?.id === id;
      const kept = await find(userId);
      if (kept !== null && isMeant(kept)) {
        await beforeEnd?.(kept.id);
        if (kept.undo !== undefined) await store.delete(kept.undo);
      }
      let wasThere = false;
      await store.change(linkKey(userId), (old) => {
        wasThere = old !== undefined && isMeant(parsed(old));
        return wasThere ? undefined : old;
      });
      return wasThere;
    },
  };
}
