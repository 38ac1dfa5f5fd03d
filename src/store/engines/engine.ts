/** What every database gives: Keyv's adapter, set right where it does not keep to our terms. */
import type { KeyvStoreAdapter } from 'keyv';
import { z } from 'zod';

export type StoreOptions = {
  /** `sqlite://` with a path, `redis://…`, `rediss://…`, `postgres://…`. */
  url: string;
  /** Keeps the forgettable apart from what must stay: a table, or a prefix. */
  area: 'cache' | 'kept';
};

export type Engine = {
  /** Its `delete` is one step, over all processes, and false for what has expired. */
  adapter: KeyvStoreAdapter;
  /**
   * Replaces what is under Keyv's key, exactly as it lies there, if it is still `from`; `undefined` stands for
   * nothing. Says whether it was.
   */
  swap(
    key: string,
    from: string | undefined,
    to: string | undefined,
    ttlMs: number | undefined,
  ): Promise<boolean>;
  /** Removes what has expired; null for an engine that does so itself. */
  sweep: (() => Promise<void>) | null;
  /** Every row as it lies there: key with its prefix, envelope as text. As of one moment, where the engine can. */
  rows(): AsyncIterable<{ key: string; value: string }>;
  /** Lets go of every connection, said good-bye to or not. */
  close(): Promise<void>;
};

/** For a good-bye, when an engine closes. */
export const farewellMs = 1_000;

/** The rows of a query that selects key and value. */
export const storedRows = z.array(z.object({ key: z.string(), value: z.string() }));

/** Keyv's envelope, as its JSON serialiser writes it. */
const deletedRows = z.array(z.object({ value: z.string() }));
const envelope = z.object({ expires: z.number().optional() });

/** Was one of the deleted rows still good? */
export function wasLive(rows: unknown, now: number): boolean {
  return deletedRows.parse(rows).some(({ value }) => {
    const { expires } = envelope.parse(JSON.parse(value));
    return expires === undefined || expires > now;
  });
}

/** `swap` in SQL, as SQLite and PostgreSQL both read it: parameters come in the order of their numbers. */
export function sqlSwap(
  query: (sql: string, values: string[]) => Promise<unknown[]>,
  table: string,
): Engine['swap'] {
  return async (key, from, to) => {
    if (from === undefined) {
      if (to === undefined) return true;
      const insert = `INSERT INTO ${table} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING key`;
      return (await query(insert, [key, to])).length > 0;
    }
    if (to === undefined) {
      return (
        (await query(`DELETE FROM ${table} WHERE key = $1 AND value = $2 RETURNING key`, [key, from]))
          .length > 0
      );
    }
    const update = `UPDATE ${table} SET value = $1 WHERE key = $2 AND value = $3 RETURNING key`;
    return (await query(update, [to, key, from])).length > 0;
  };
}
