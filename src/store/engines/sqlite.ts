/** One file on this computer. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Engine, type StoreOptions, sqlSwap, storedRows, wasLive } from './engine.ts';

/** SQLite's own waiting for another process's lock, in milliseconds. */
const busyTimeoutMs = 2_000;

export async function openSqlite({ url, area }: StoreOptions): Promise<Engine> {
  const { default: KeyvSqlite } = await import('@keyv/sqlite');
  const path = url.slice('sqlite://'.length);
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const adapter = new KeyvSqlite({ uri: url, table: area, busyTimeout: busyTimeoutMs });
  adapter.on('error', () => undefined);
  // Asked at once, for the adapter connects when it is built and nobody else would hear it fail. A write-ahead log
  // lets readers and a writer work side by side; what was kept is synced to disk, the cache need not be.
  await adapter.query('PRAGMA journal_mode = WAL');
  await adapter.query(`PRAGMA synchronous = ${area === 'kept' ? 'FULL' : 'NORMAL'}`);
  // What a person had deleted is written over, not only let go.
  await adapter.query('PRAGMA secure_delete = ON');
  // The adapter looks first and deletes then: two takers would both be told that it was there.
  adapter.delete = async (key: string) =>
    wasLive(await adapter.query(`DELETE FROM ${area} WHERE key = ? RETURNING value`, key), Date.now());
  return {
    adapter,
    swap: sqlSwap((sql, values) => adapter.query(sql, ...values), area),
    async sweep() {
      await adapter.query(
        `DELETE FROM ${area} WHERE json_valid(value) AND json_extract(value, '$.expires') < ?`,
        Date.now(),
      );
    },
    async *rows() {
      // One statement sees one state of the file, whatever is written meanwhile.
      yield* storedRows.parse(await adapter.query(`SELECT key, value FROM ${area}`));
    },
    close: () => adapter.disconnect(),
  };
}
