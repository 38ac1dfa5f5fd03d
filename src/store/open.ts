/** Opens the database behind the cache and the stores, by its address. Keyv's own adapters do the work. */
import { Keyv } from 'keyv';
import { UserError } from '../errors.ts';
import type { Engine, StoreOptions } from './engines/engine.ts';
import { openPostgres } from './engines/postgres.ts';
import { openRedis } from './engines/redis.ts';
import { openSqlite } from './engines/sqlite.ts';

export type { StoreOptions } from './engines/engine.ts';

export type OpenStore = {
  keyv: Keyv;
  /** Removes what has expired. Happens by itself now and then. Throws when the database fails. */
  sweep(): Promise<void>;
  close(): Promise<void>;
};

/** Redis takes whole milliseconds only, and Keyv takes 0 for ever. */
export const wholeTtl = (ttlMs: number): number => Math.max(1, Math.ceil(ttlMs));

const sweepEveryMs = 6 * 3_600_000;

function openEngine(options: StoreOptions): Promise<Engine> {
  const { url } = options;
  if (url.startsWith('sqlite://')) return openSqlite(options);
  if (/^rediss?:\/\//.test(url)) return openRedis(options);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(options);
  throw new UserError(
    'bad-store-url',
    'STORE_URL must begin with sqlite://, redis:// or postgres://; leave it empty for a file in DATA_DIR.',
  );
}

/** Opens one area of the database. Throws `UserError` for an address of an unknown kind; the engine's error otherwise. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const engine = await openEngine(options);
  const keyv = new Keyv({
    store: engine.adapter,
    namespace: `scenescore-${options.area}`,
    throwOnErrors: true,
  });
  keyv.on('error', () => undefined);
  const sweep = async (): Promise<void> => engine.sweep?.();
  const sweeping = setInterval(() => sweep().catch(() => undefined), sweepEveryMs);
  sweeping.unref();
  return {
    keyv,
    sweep,
    close() {
      clearInterval(sweeping);
      return keyv.disconnect();
    },
  };
}
