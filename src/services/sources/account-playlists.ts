/** Which playlists are remembered for a linked account alone, so that they can go with the link. */
import { z } from 'zod';
import { createKeyedMutex } from '../../concurrency/keyed-mutex.ts';
import { cacheKey, day } from '../../pipeline/cache-key.ts';
import type { Cache } from '../../pipeline/ports.ts';

export interface AccountPlaylists {
  /** Told before a playlist is kept under `key`. */
  note(accountId: string, key: string): Promise<void>;
  /** Removes all that were noted. Rejects when the memory cannot be reached: then they are still there. */
  forget(accountId: string): Promise<void>;
}

const keys = z.array(z.string()).catch([]);

/** Longer than any playlist is remembered. */
const keptMs = 30 * day;

export function createAccountPlaylists(cache: Cache): AccountPlaylists {
  const mutex = createKeyedMutex();
  const listKey = (accountId: string): string => cacheKey('account-playlists', '1', [accountId]);
  return {
    note: (accountId, key) =>
      mutex(accountId, async () => {
        const noted = keys.parse(await cache.get(listKey(accountId)));
        if (!noted.includes(key)) await cache.set(listKey(accountId), [...noted, key], keptMs);
      }),
    forget: (accountId) =>
      mutex(accountId, async () => {
        const noted = keys.parse(await cache.get(listKey(accountId)));
        await cache.remove([...noted, listKey(accountId)]);
      }),
  };
}
