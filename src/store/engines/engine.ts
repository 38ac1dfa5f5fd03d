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
  /**
   * All rows, raw and some megabytes at a time: key with its prefix, envelope as text unless it is damaged. A snapshot,
   * where the engine can give one.
   */
  rows(): AsyncIterable<Row>;
  /** Closes every connection, by force if the server does not answer. */
  close(): Promise<void>;
};

export const closeTimeoutMs = 1_000;

const storedRows = z.array(z.object({ key: z.string(), value: z.unknown() }));
const storedKeys = z.array(z.unknown());
type Row = z.output<typeof storedRows>[number];

type Query = (sql: string, values: (string | number)[]) => Promise<unknown>;

const pageRows = 500;
const pageBytes = 1_000_000;

/** `rows` in SQL; all queries must see one snapshot. */
export async function* sqlRows(query: Query, table: string): AsyncGenerator<Row> {
  const sizes = `SELECT key, octet_length(value) AS size FROM ${table} WHERE key > $1 ORDER BY key LIMIT ${pageRows}`;
  const sums = `SELECT key, SUM(size) OVER (ORDER BY key) - size AS earlier FROM (${sizes}) AS sizes`;
  const page = `SELECT sums.key, value FROM (${sums}) AS sums JOIN ${table} ON ${table}.key = sums.key
    WHERE COALESCE(earlier, 0) < ${pageBytes} ORDER BY sums.key`;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows = storedRows.parse(await query(page, [after]));
    yield* rows;
    after = rows.at(-1)?.key;
  }
}

/** Rows that one statement removes: others may write between two. */
const sweptAtOnce = 500;

/** `sweep` in SQL; an index on `expires` lets it skip what is still good. */
export function sqlSweep(query: Query, table: string, expires: string): () => Promise<void> {
  const expired = `SELECT key FROM ${table} WHERE ${expires} < $1 LIMIT ${sweptAtOnce}`;
  return async () => {
    let swept: unknown;
    do swept = await query(`DELETE FROM ${table} WHERE key IN (${expired}) RETURNING key`, [Date.now()]);
    while (Array.isArray(swept) && swept.length === sweptAtOnce);
  };
}

/** `swap` in SQL, as SQLite and PostgreSQL both read it: parameters come in the order of their numbers. */
export function sqlSwap(query: Query, table: string): Engine['swap'] {
  const changes = async (sql: string, ...values: string[]): Promise<boolean> =>
    storedKeys.parse(await query(`${sql} RETURNING key`, values)).length > 0;
  const insert = `INSERT INTO ${table} (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`;
  return async (key, from, to) => {
    if (from === undefined) return to === undefined || changes(insert, key, to);
    if (to === undefined) return changes(`DELETE FROM ${table} WHERE key = $1 AND value = $2`, key, from);
    return changes(`UPDATE ${table} SET value = $1 WHERE key = $2 AND value = $3`, to, key, from);
  };
}
