/** The store that may not forget, on Keyv: what was confirmed to a person is on disk. */
import pLimit from 'p-limit';
import type { KeyValue } from './key-value.ts';
import type { OpenStore } from './open.ts';

/** A `KeyValue` on an open store; every failure is thrown. */
export function createKept({ keyv }: OpenStore): KeyValue {
  // The SQLite adapter deletes in two steps. One at a time, so that of two takers only one is told it was there.
  const oneAtATime = pLimit(1);
  return {
    get: (key) => keyv.get(key),
    async set(key, value, ttlMs) {
      await keyv.set(key, value, ttlMs);
    },
    delete: (key) => oneAtATime(() => keyv.delete(key)),
  };
}
