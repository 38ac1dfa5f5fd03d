/** A cache whose looks are watched: what is counted and logged of it sees every one, single or many at once. */
import type { Cache } from '../pipeline/ports.ts';

export function createWatchedCache(cache: Cache, onLook: (key: string, value: unknown) => void): Cache {
  return {
    ...cache,
    async get(key) {
      const value = await cache.get(key);
      onLook(key, value);
      return value;
    },
    async getMany(keys) {
      const values = await cache.getMany(keys);
      for (const [at, key] of keys.entries()) onLook(key, values[at]);
      return values;
    },
  };
}
