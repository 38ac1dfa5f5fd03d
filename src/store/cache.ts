/** The cache. A slow, locked or broken database is a miss and one notice, never a failure. */
import { chunksOf } from '../concurrency/chunked.ts';
import { withTimeout } from '../concurrency/time-limits.ts';
import type { Notice } from '../model/notice.ts';
import type { Cache } from '../pipeline/ports.ts';
import { type OpenStore, wholeTtl } from './open.ts';

type CacheOptions = {
  open(): Promise<OpenStore>;
  /** After a failure the database is not used for so long. */
  restMs?: number;
  timeoutMs?: number;
  onError?(error: unknown): void;
  now?: () => number;
};

/** The SQLite adapter compares every key with every row it found: small batches keep that cheap. */
const batchSize = 250;

/** Remembers nothing: every read is a miss. */
export function createNullCache(): Cache {
  return {
    get: async () => undefined,
    set: async () => undefined,
    getMany: async (keys) => keys.map(() => undefined),
    setMany: async () => undefined,
    remove: async () => undefined,
    takeTrouble: () => null,
  };
}

export function createCache(options: CacheOptions): Cache & { close(): Promise<void> } {
  const { now = Date.now, timeoutMs = 5_000, restMs = 60_000 } = options;
  let opening: Promise<OpenStore> | null = null;
  let restingUntil = 0;
  let trouble: Notice | null = null;

  function store(): Promise<OpenStore> {
    opening ??= options.open();
    return opening;
  }

  /** It is opened again after the rest; its connections must not leak. */
  function abandon(): void {
    opening?.then(({ close }) => close()).catch(() => undefined);
    opening = null;
  }

  async function guarded<T>(otherwise: T, use: (open: OpenStore) => Promise<T>): Promise<T> {
    if (now() < restingUntil) return otherwise;
    try {
      return await withTimeout(timeoutMs, store().then(use));
    } catch (error) {
      abandon();
      restingUntil = now() + restMs;
      trouble = {
        code: 'cache-trouble',
        text: 'My memory of earlier readings could not be used just now, so everything was read afresh.',
      };
      options.onError?.(error);
      return otherwise;
    }
  }

  return {
    get: (key) => guarded(undefined, ({ keyv }) => keyv.get(key)),
    set: (key, value, ttlMs) =>
      guarded(undefined, async ({ keyv }) => {
        await keyv.set(key, value, wholeTtl(ttlMs));
      }),
    async getMany(keys) {
      const found: unknown[] = [];
      for (const batch of chunksOf(keys, batchSize)) {
        const misses = batch.map((): unknown => undefined);
        found.push(...(await guarded(misses, ({ keyv }) => keyv.getMany<unknown>(batch))));
      }
      return found;
    },
    async setMany(entries, ttlMs) {
      for (const batch of chunksOf(entries, batchSize)) {
        await guarded(undefined, async ({ keyv }) => {
          await keyv.setMany(batch.map(({ key, value }) => ({ key, value, ttl: wholeTtl(ttlMs) })));
        });
      }
    },
    async remove(keys) {
      const { keyv } = await store();
      for (const batch of chunksOf(keys, batchSize)) await keyv.deleteMany(batch);
    },
    takeTrouble() {
      const taken = trouble;
      trouble = null;
      return taken;
    },
    async close() {
      const opened = await opening?.catch(() => null);
      await opened?.close();
      opening = null;
    },
  };
}
