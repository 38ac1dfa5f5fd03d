/** What the stores cost over their bare drivers: one writer that waits for each, the same keys and values. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyValue } from '../src/store/documents.ts';
import { createKeyValue } from '../src/store/key-value.ts';
import { openStore } from '../src/store/open.ts';
import { noPostgres, noRedis, startPostgres, startRedis } from '../tests/support/database-servers.ts';
import { createMemoryKeyValue } from '../tests/support/memory-key-value.ts';

/** The driver without anything of ours or Keyv's between. */
type Bare = { set(key: string, json: string): Promise<unknown>; get(key: string): Promise<unknown> };

const operations = 1_000;
/** About the size of a song's reading. */
const value = { summary: 'A quiet song about the sea at night. '.repeat(6), valence: 0.2, energy: -0.4 };
const json = JSON.stringify({ value });

type Rates = { set: number; get: number };

async function perSecond(work: (key: string) => Promise<unknown>): Promise<number> {
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const from = performance.now();
    for (let at = 0; at < operations; at++) await work(`bench-${at}`);
    best = Math.max(best, (1000 * operations) / (performance.now() - from));
  }
  return best;
}

async function ratesOf(
  store: Pick<KeyValue, 'get'> & { set(key: string): Promise<unknown> },
): Promise<Rates> {
  const set = await perSecond((key) => store.set(key));
  return { set, get: await perSecond((key) => store.get(key)) };
}

function print(name: string, { set, get }: Rates, bare: Rates | null): void {
  const ratio = (own: number, base: number | undefined): string =>
    base === undefined ? ''.padStart(8) : `${(own / base).toFixed(2)}x`.padStart(8);
  const cells = [
    set.toFixed(0).padStart(9),
    ratio(set, bare?.set),
    get.toFixed(0).padStart(9),
    ratio(get, bare?.get),
  ];
  console.log(name.padEnd(26) + cells.join(''));
}

async function bench(name: string, url: string, bare: Bare): Promise<void> {
  const base = await ratesOf({ set: (key) => bare.set(key, json), get: async (key) => bare.get(key) });
  print(`${name}, bare driver`, base, null);
  const open = await openStore({ url, area: 'kept' });
  const kept = createKeyValue(open);
  print(name, await ratesOf({ set: (key) => kept.set(key, value), get: kept.get }), base);
  await open.close();
}

async function benchSqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scenescore-bench-'));
  const { default: sqlite } = await import('sqlite3');
  const database = new sqlite.Database(join(folder, 'bare.sqlite'));
  const run = (sql: string, ...values: string[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      database.all(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  await run('PRAGMA journal_mode = WAL');
  await run('PRAGMA synchronous = FULL');
  await run('CREATE TABLE bare (key TEXT PRIMARY KEY, value TEXT)');
  await bench('SQLite', `sqlite://${join(folder, 'kept.sqlite')}`, {
    set: (key, text) =>
      run('INSERT INTO bare VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, text),
    get: (key) => run('SELECT value FROM bare WHERE key = ?', key),
  });
  await new Promise((resolve) => database.close(resolve));
  rmSync(folder, { recursive: true, force: true });
}

async function benchRedis(): Promise<void> {
  const server = await startRedis();
  const { Redis } = await import('ioredis');
  const redis = new Redis(server.url);
  await bench('Redis', server.url, {
    set: (key, text) => redis.set(`bare:${key}`, text),
    get: (key) => redis.get(`bare:${key}`),
  });
  redis.disconnect();
  await server.stop();
}

async function benchPostgres(): Promise<void> {
  const server = await startPostgres();
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: server.url, max: 5 });
  await pool.query('CREATE TABLE bare (key TEXT PRIMARY KEY, value TEXT)');
  await bench('PostgreSQL', server.url, {
    set: (key, text) =>
      pool.query('INSERT INTO bare VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [
        key,
        text,
      ]),
    get: (key) => pool.query('SELECT value FROM bare WHERE key = $1', [key]),
  });
  await pool.end();
  await server.stop();
}

/** `npm run bench -- store` */
export async function benchStore(): Promise<void> {
  console.log('\nStore: operations a second, one after another, everything confirmed is on disk');
  console.log(`${''.padEnd(26)}${'set/s'.padStart(9)}${''.padStart(8)}${'get/s'.padStart(9)}`);
  const memory = createMemoryKeyValue();
  print('memory', await ratesOf({ set: (key) => memory.set(key, value), get: memory.get }), null);
  await benchSqlite();
  if (noRedis === null) await benchRedis();
  else console.log(`Redis: ${noRedis}`);
  if (noPostgres === null) await benchPostgres();
  else console.log(`PostgreSQL: ${noPostgres}`);
}
