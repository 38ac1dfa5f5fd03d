/** The smallest store: what accounts, sign-in states and settings are kept in. */

/** Unlike a cache it may not forget: a failing store throws. */
export interface KeyValue {
  /** `undefined` when there is nothing, or it has expired. The value is unchecked: parse it. */
  get(key: string): Promise<unknown>;
  /** Keeps a JSON value, for `ttlMs` milliseconds or for good. */
  set(key: string, value: unknown, ttlMs?: number): Promise<void>;
  /** Says whether something was there: of two takers of a single-use value, only one may win. */
  delete(key: string): Promise<boolean>;
}

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
  return {
    async get(key) {
      const json = live(key);
      return json === undefined ? undefined : JSON.parse(json);
    },
    async set(key, value, ttlMs) {
      const expiresAt = ttlMs === undefined ? Number.POSITIVE_INFINITY : now() + ttlMs;
      entries.set(key, { json: JSON.stringify(value), expiresAt });
    },
    async delete(key) {
      const there = live(key) !== undefined;
      entries.delete(key);
      return there;
    },
  };
}
