/** The store that may not forget, on Keyv: what was confirmed to a person is on disk. */
import { withTimeout } from '../concurrency/time-limits.ts';
import type { KeyValue } from './key-value.ts';
import { type OpenStore, openStore, wholeTtl } from './open.ts';
import { bringUpToDate } from './schema-version.ts';

/** Opens what may not be forgotten, in this program's form. Throws `UserError` when a newer program wrote it. */
export async function openKept(url: string): Promise<OpenStore> {
  const open = await openStore({ url, area: 'kept' });
  try {
    await bringUpToDate(open);
    return open;
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** For whoever waits for a reply. Engines give up sooner by themselves, but for one that answers a byte now and then. */
const answerMs = 6_000;

/** A `KeyValue` on an open store; every failure is thrown, and silence is one. */
export function createKept({ keyv, change }: OpenStore): KeyValue {
  return {
    get: (key) => withTimeout(answerMs, keyv.get(key)),
    async set(key, value, ttlMs) {
      await withTimeout(answerMs, keyv.set(key, value, ttlMs === undefined ? undefined : wholeTtl(ttlMs)));
    },
    change: (key, how, ttlMs) => withTimeout(answerMs, change(key, how, ttlMs)),
    delete: (key) => withTimeout(answerMs, keyv.delete(key)),
  };
}
