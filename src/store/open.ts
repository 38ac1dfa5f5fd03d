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

const sweepEveryMs = 3_600_000;

/** Where what could not be read goes when something is written in its place, and for how long. */
export const damagedPrefix = 'damaged:';
const damagedLifeMs = 30 * 86_400_000;

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
  const sweepQuietly = (): Promise<void> => sweep().catch(() => undefined);
  const sweeping = setInterval(sweepQuietly, sweepEveryMs);
  sweeping.unref();
  void sweepQuietly();
  const prefix = `${namespace}:`;
  const withoutPrefix = (key: string): string =>
    key.startsWith(prefix) ? withoutPrefix(key.slice(prefix.length)) : key;

  /** null when it is damaged. */
  async function unwrap(raw: unknown): Promise<z.output<typeof envelope> | null> {
    if (typeof raw !== 'string') return null;
    // Not an async function: it throws at once.
    const opened = await Promise.resolve(raw)
      .then((text) => keyv.deserializeData(text))
      .catch(() => null);
    return envelope.safeParse(opened).data ?? null;
  }

  const isOver = ({ expires }: { expires?: number | null | undefined }): boolean =>
    expires != null && expires <= Date.now();

  async function read(key: string) {
    const raw: unknown = await engine.adapter.get(prefix + key);
    const found = raw == null ? null : await unwrap(raw);
    const value = found === null || isOver(found) ? undefined : found.value;
    return { raw, value, isDamaged: raw != null && found === null };
  }

  /** One try: false when another process changed it meanwhile. */
  async function tryChange(key: string, change: (old: unknown) => unknown, ttlMs: number | undefined) {
    const { raw, value: old, isDamaged } = await read(key);
    const from = raw == null ? undefined : String(raw);
    const value = change(old);
    const expires = ttlMs === undefined ? undefined : Date.now() + ttlMs;
    const to =
      value === undefined ? undefined : z.string().parse(await keyv.serializeData({ value, expires }));
    if (isDamaged && to !== undefined) await keyv.set(damagedPrefix + key, from, damagedLifeMs);
    // Nothing can be compared with a value that is no text.
    if (isDamaged && typeof raw !== 'string') await engine.adapter.delete(prefix + key);
    const [isDone] = await Promise.all([
      engine.swap(prefix + key, from, to, ttlMs),
      to === undefined && keyv.delete(damagedPrefix + key),
    ]);
    return isDone;
  }

  /** What is left of damaged rows is counted in `damaged` and left out. */
  async function* entries(damaged = { rows: 0 }): AsyncGenerator<StoreEntry> {
    for await (const { key, value: raw } of engine.rows()) {
      const found = await unwrap(raw);
      if (found === null || withoutPrefix(key).startsWith(damagedPrefix)) damaged.rows += 1;
      else if (!isOver(found)) {
        const { value, expires } = found;
        yield { key: withoutPrefix(key), value, ...(expires == null ? {} : { expires }) };
      }
    }
  }

  return {
    keyv,
    /** undefined when there is nothing, it has expired or is damaged. */
    get: async (key: string): Promise<unknown> => (await read(key)).value,
    /** As `KeyValue.isDamaged`. */
    isDamaged: async (key: string): Promise<boolean> =>
      (await read(key)).isDamaged || (await read(damagedPrefix + key)).value !== undefined,
    /** As `KeyValue.change`. */
    async change(key: string, change: (old: unknown) => unknown, ttlMs?: number): Promise<void> {
      const whole = ttlMs === undefined ? undefined : wholeTtl(ttlMs);
      let isDone = false;
      while (!isDone) isDone = await tryChange(key, change, whole);
    },
    /** Removes what has expired; runs by itself when the store is opened, and every hour. Throws when the database fails. */
    sweep,
    entries,
    close() {
      clearInterval(sweeping);
      return engine.close();
    },
  };
}
