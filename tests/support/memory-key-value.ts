/** A `KeyValue` in memory. */
import type { KeyValue } from '../../src/store/documents.ts';

/** A store that lives as long as the process. Values go through JSON, as in a real one. */
export function createMemoryKeyValue(options: { now?: () => number } = {}): KeyValue {
  const now = options.now ?? Date.now;
  const entries = new Map<string, { json: string; expiresAt: number }>();
  function live(key: string): string | undefined {
    const entry = entries.get(key);
    if (entry === undefined || entry.expiresAt > now()) return entry?.json;
    entries.delete(key);
    return undefined;
  }
  const read = (key: string): unknown => {
    const json = live(key);
    return json === undefined ? undefined : JSON.parse(json);
  };
  function write(key: string, value: unknown, ttlMs: number | undefined): void {
    const expiresAt = ttlMs === undefined ? Number.POSITIVE_INFINITY : now() + ttlMs;
    entries.set(key, { json: JSON.stringify(value), expiresAt });
  }
  return {
    get: async (key) => read(key),
    set: async (key, value, ttlMs) => write(key, value, ttlMs),
    async change(key, change, ttlMs) {
      const next = change(read(key));
      if (next === undefined) entries.delete(key);
      else write(key, next, ttlMs);
    },
    async delete(key) {
      const there = live(key) !== undefined;
      entries.delete(key);
      return there;
    },
    async deleteMany(keys) {
      for (const key of keys) entries.delete(key);
    },
    isDamaged: async () => false,
    async *entries() {
      for (const key of [...entries.keys()]) {
        const value = read(key);
        if (value !== undefined) yield { key, value };
      }
    },
  };
}
