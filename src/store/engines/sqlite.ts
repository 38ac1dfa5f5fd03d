/** One file on this computer. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Engine, type StoreOptions, sqlSwap, storedRows } from './engine.ts';

const busyTimeoutMs = 2_000;

export async function openSqlite({ url, area }: StoreOptions): Promise<Engine> {
  const { default: KeyvSqlite } = await import('@keyv/sqlite');
  const path = url.slice('sqlite://'.length);
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const adapter = new KeyvSqlite({ uri: url, table: area, busyTimeout: busyTimeoutMs });
  adapter.on('error', () => undefined);
  // The first query also reports a failure to open the file. A write-ahead log lets readers and a writer work side by
  // side; `kept` is synced to disk at each commit, the cache need not be.
  await adapter.query('PRAGMA journal_mode = WAL');
  await adapter.query(`PRAGMA synchronous = ${area === 'kept' ? 'FULL' : 'NORMAL'}`);
  await adapter.query('PRAGMA secure_delete = ON');
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
      // One statement reads one snapshot.
      yield* storedRows.parse(await adapter.query(`SELECT key, value FROM ${area}`));
    },
    close: () => adapter.disconnect(),
  };
}
