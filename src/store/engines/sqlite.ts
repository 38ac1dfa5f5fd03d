/** One file on this computer. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Engine, type StoreOptions, sqlRows, sqlSwap, sqlSweep } from './engine.ts';

const busyTimeoutMs = 2_000;
const expires = "json_valid(value) AND json_extract(value, '$.expires')";

/** For its owner alone, as are the files that SQLite makes beside it: they get the rights of the first. */
function keepPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

export async function openSqlite({ url, area }: StoreOptions): Promise<Engine> {
  const { default: KeyvSqlite } = await import('@keyv/sqlite');
  const path = url.slice('sqlite://'.length);
  const isFile = path !== ':memory:';
  if (isFile) keepPrivate(path);
  async function connect() {
    const adapter = new KeyvSqlite({ uri: url, table: area, busyTimeout: busyTimeoutMs });
    adapter.on('error', () => undefined);
    const query = (sql: string, values: (string | number)[] = []) => adapter.query(sql, ...values);
    // The first query also reports a failure to open the file. A write-ahead log lets readers and a writer work side by
    // side; `kept` is synced to disk at each commit, the cache need not be.
    await query('PRAGMA journal_mode = WAL');
    return { adapter, query };
  }
  const { adapter, query } = await connect();
  await query(`PRAGMA synchronous = ${area === 'kept' ? 'FULL' : 'NORMAL'}`);
  await query('PRAGMA secure_delete = ON');
  await query(
    `CREATE INDEX IF NOT EXISTS ${area}_expires ON ${area} (json_extract(value, '$.expires')) WHERE json_valid(value)`,
  );
  return {
    adapter,
    swap: sqlSwap(query, area),
    sweep: sqlSweep(query, area, expires),
    async *rows() {
      if (!isFile) return yield* sqlRows(query, area);
      const reader = await connect();
      try {
        await reader.query('BEGIN');
        yield* sqlRows(reader.query, area);
      } finally {
        await reader.adapter.disconnect();
      }
    },
    close: () => adapter.disconnect(),
  };
}
