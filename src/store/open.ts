/** Opens the database behind the cache and the stores, by its address. Keyv's own adapters do the work. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { UserError } from '../errors.ts';

export type StoreOptions = {
  /** `sqlite://` with a path, `redis://…`, `rediss://…`, `postgres://…`. */
  url: string;
  /** Keeps the forgettable apart from what must stay: a table, or a prefix. */
  area: 'cache' | 'kept';
};

export type OpenStore = {
  keyv: Keyv;
  /** Removes what has expired (engines that do so themselves do nothing). Throws when the database fails. */
  sweep(): Promise<void>;
  close(): Promise<void>;
};

/** SQLite's own waiting for another process's lock, in milliseconds. */
const busyTimeoutMs = 2_000;

async function openSqlite({
  url,
  area,
}: StoreOptions): Promise<{ store: KeyvStoreAdapter; sweep(): Promise<void> }> {
  const { default: KeyvSqlite } = await import('@keyv/sqlite');
  const path = url.slice('sqlite://'.length);
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const store = new KeyvSqlite({ uri: url, table: area, busyTimeout: busyTimeoutMs });
  store.on('error', () => undefined);
  // Asked at once, for the adapter connects when it is built and nobody else would hear it fail. A write-ahead log
  // lets readers and a writer work side by side; what was kept is synced to disk, the cache need not be.
  await store.query('PRAGMA journal_mode = WAL');
  await store.query(`PRAGMA synchronous = ${area === 'kept' ? 'FULL' : 'NORMAL'}`);
  return {
    store,
    async sweep() {
      await store.query(
        `DELETE FROM ${area} WHERE json_valid(value) AND json_extract(value, '$.expires') < ?`,
        Date.now(),
      );
    },
  };
}

async function openAdapter(
  options: StoreOptions,
): Promise<{ store: KeyvStoreAdapter; sweep(): Promise<void> }> {
  const { url, area } = options;
  if (url.startsWith('sqlite://')) return openSqlite(options);
  if (/^rediss?:\/\//.test(url)) {
    const { default: KeyvRedis } = await import('@keyv/redis');
    const store = new KeyvRedis(url, {
      throwOnConnectError: true,
      throwOnErrors: true,
      connectionTimeout: 5_000,
    });
    return { store, sweep: async () => undefined };
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { default: KeyvPostgres } = await import('@keyv/postgres');
    const store = new KeyvPostgres({ uri: url, table: `scenescore_${area}` });
    store.on('error', () => undefined);
    return { store, sweep: async () => undefined };
  }
  throw new UserError(
    'bad-store-url',
    'STORE_URL must begin with sqlite://, redis:// or postgres://; leave it empty for a file in DATA_DIR.',
  );
}

/** Opens one area of the database. Throws `UserError` for an address of an unknown kind; the engine's error otherwise. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { store, sweep } = await openAdapter(options);
  const keyv = new Keyv({ store, namespace: `scenescore-${options.area}`, throwOnErrors: true });
  keyv.on('error', () => undefined);
  return { keyv, sweep, close: () => keyv.disconnect() };
}
