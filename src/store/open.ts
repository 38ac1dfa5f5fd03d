/** Opens the database behind the cache and the stores, by its address. Keyv's own adapters do the work. */
import { Keyv } from 'keyv';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import type { Engine, StoreOptions } from './engines/engine.ts';
import { openPostgres } from './engines/postgres.ts';
import { openRedis } from './engines/redis.ts';
import { openSqlite } from './engines/sqlite.ts';

export type OpenStore = Awaited<ReturnType<typeof openStore>>;

export type StoreEntry = {
  key: string;
  value: unknown;
  /** In milliseconds since 1970; undefined: for good. */
  expires?: number | undefined;
};

const envelope = z.object({ value: z.unknown(), expires: z.number().nullish() });

/** Redis takes whole milliseconds only, and for Keyv 0 means for ever. */
export const wholeTtl = (ttlMs: number): number => Math.max(1, Math.ceil(ttlMs));

const sweepEveryMs = 6 * 3_600_000;

function openEngine(options: StoreOptions): Promise<Engine> {
  const { url } = options;
  if (url.startsWith('sqlite://')) return openSqlite(options);
  if (/^rediss?:\/\//.test(url)) return openRedis(options);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(options);
  throw new UserError('bad-store-url', hostTexts.settings.storeUrl);
}

/** Opens one area. Throws `UserError` for an address of an unknown kind, the engine's error when it cannot be opened. */
export async function openStore(options: StoreOptions) {
  const engine = await openEngine(options);
  const namespace = `scenescore-${options.area}`;
  const keyv = new Keyv({ store: engine.adapter, namespace, throwOnErrors: true });
  keyv.on('error', () => undefined);
  const sweep = async (): Promise<void> => engine.sweep?.();
  const sweeping = setInterval(() => sweep().catch(() => undefined), sweepEveryMs);
  sweeping.unref();
  const prefix = `${namespace}:`;
  const bare = (key: string): string => (key.startsWith(prefix) ? bare(key.slice(prefix.length)) : key);

  /** One try: false when another process changed it meanwhile. */
  async function tryChange(key: string, change: (old: unknown) => unknown, ttlMs: number | undefined) {
    const inside = prefix + key;
    const from = z
      .string()
      .optional()
      .parse(await engine.adapter.get(inside));
    const there = from === undefined ? undefined : await keyv.deserializeData(from);
    const isOver = there?.expires !== undefined && there.expires !== null && there.expires <= Date.now();
    const value = change(isOver ? undefined : there?.value);
    const expires = ttlMs === undefined ? undefined : Date.now() + ttlMs;
    const to =
      value === undefined ? undefined : z.string().parse(await keyv.serializeData({ value, expires }));
    return engine.swap(inside, from, to, ttlMs);
  }

  return {
    keyv,
    /** As `KeyValue.change`. */
    async change(key: string, change: (old: unknown) => unknown, ttlMs?: number): Promise<void> {
      const whole = ttlMs === undefined ? undefined : wholeTtl(ttlMs);
      let isDone = false;
      while (!isDone) isDone = await tryChange(key, change, whole);
    },
    /** Removes what has expired; runs by itself every six hours. Throws when the database fails. */
    sweep,
    async *entries(): AsyncGenerator<StoreEntry> {
      for await (const { key, value: text } of engine.rows()) {
        const { value, expires } = envelope.parse(JSON.parse(text));
        if (expires == null || expires > Date.now())
          yield { key: bare(key), value, ...(expires == null ? {} : { expires }) };
      }
    },
    close() {
      clearInterval(sweeping);
      return engine.close();
    },
  };
}
