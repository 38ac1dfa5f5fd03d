/** What each database provides: Keyv's adapter, corrected where it falls short, and what Keyv has no method for. */
import type { KeyvStoreAdapter } from 'keyv';
import { z } from 'zod';

export type StoreOptions = {
  /** `sqlite://` with a path, `redis://…`, `rediss://…`, `postgres://…`. */
  url: string;
  /** A table, or a prefix: the cache may be lost, `kept` may not. */
  area: 'cache' | 'kept';
};

export type Engine = {
  adapter: KeyvStoreAdapter;
  /** Replaces the raw value of Keyv's key if it is still `from` (undefined: nothing is there). Says whether it was. */
  swap(
    key: string,
    from: string | undefined,
    to: string | undefined,
    ttlMs: number | undefined,
  ): Promise<boolean>;
  /** Removes what has expired; null for an engine that does so itself. */
  sweep: (() => Promise<void>) | null;
  /** All rows, raw: key with its prefix, envelope as text. A snapshot, where the engine can give one. */
  rows(): AsyncIterable<{ key: string; value: string }>;
  /** Closes every connection, by force if the server does not answer. */
  close(): Promise<void>;
};

export const closeTimeoutMs = 1_000;

export const storedRows = z.array(z.object({ key: z.string(), value: z.string() }));

/** `swap` in SQL, as SQLite and PostgreSQL both read it: parameters come in the order of their numbers. */
export function sqlSwap(
  query: (sql: string, values: string[]) => Promise<unknown[]>,
  table: string,
): Engine['swap'] {
  const changes = async (sql: string, ...values: string[]): Promise<boolean> =>
    (await query(`${sql} RETURNING key`, values)).length > 0;
  const insert = `INSERT INTO ${table} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`;
  return async (key, from, to) => {
    if (from === undefined) return to === undefined || changes(insert, key, to);
    if (to === undefined) return changes(`DELETE FROM ${table} WHERE key = $1 AND value = $2`, key, from);
    return changes(`UPDATE ${table} SET value = $1 WHERE key = $2 AND value = $3`, to, key, from);
  };
}
