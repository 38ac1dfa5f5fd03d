/** The store that may not forget, on Keyv: what was confirmed to a person is on disk. */
import type { KeyValue } from './key-value.ts';
import { type OpenStore, wholeTtl } from './open.ts';

/** A `KeyValue` on an open store; every failure is thrown. */
export function createKept({ keyv }: OpenStore): KeyValue {
  return {
    get: (key) => keyv.get(key),
    async set(key, value, ttlMs) {
      await keyv.set(key, value, ttlMs === undefined ? undefined : wholeTtl(ttlMs));
    },
    delete: (key) => keyv.delete(key),
  };
}
