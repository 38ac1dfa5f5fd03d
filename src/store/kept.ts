/** The store that may not forget, on Keyv: what was confirmed to a person is on disk. */
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

/** A `KeyValue` on an open store; every failure is thrown. */
export function createKept({ keyv, change }: OpenStore): KeyValue {
  return {
    get: (key) => keyv.get(key),
    async set(key, value, ttlMs) {
      await keyv.set(key, value, ttlMs === undefined ? undefined : wholeTtl(ttlMs));
    },
    change,
    delete: (key) => keyv.delete(key),
  };
}
