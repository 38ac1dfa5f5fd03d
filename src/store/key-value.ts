/** The smallest store: what accounts, sign-in states and settings are kept in. */

/** Unlike a cache it may not forget: a failing store throws. */
export interface KeyValue {
  /** `undefined` when there is nothing, or it has expired. The value is unchecked: parse it. */
  get(key: string): Promise<unknown>;
  /** Keeps a JSON value, for `ttlMs` milliseconds or for good. */
  set(key: string, value: unknown, ttlMs?: number): Promise<void>;
  /**
   * Replaces the value by what `change` makes of it (`undefined` removes it), in one step over all processes: when
   * another was quicker, `change` is asked again with what there is now.
   */
  change(key: string, change: (old: unknown) => unknown, ttlMs?: number): Promise<void>;
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
  };
}
