/** One file on this computer. */
import { keepFilesPrivate } from '../private-files.ts';
import { type Engine, type StoreOptions, sqlRows, sqlSwap, sqlSweep } from './engine.ts';

const busyTimeoutMs = 2_000;
const expires = "json_valid(value) AND json_extract(value, '$.expires')";

export async function openSqlite({ url, area }: StoreOptions): Promise<Engine> {
  const { default: KeyvSqlite } = await import('@keyv/sqlite');
  const path = url.slice('sqlite://'.length);
  const isFile = path !== ':memory:';
  if (isFile) keepFilesPrivate(path);
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
