/** The forgetful memory. It may be slow, locked or broken: that is a miss and one notice, never a failure. */

import { withTimeout } from '../concurrency/time-limits.ts';
import type { Notice } from '../model/notice.ts';
import type { Cache } from '../pipeline/ports.ts';
import { type OpenStore, wholeTtl } from './open.ts';

export type CacheOptions = {
  /** Called at first use, so that opening costs nothing until then. */
  open(): Promise<OpenStore>;
  /** After trouble the database is left alone for so long. Default one minute. */
  restMs?: number;
  /** For one look or one entry; a database that takes longer is in trouble. Default 5 s. */
  patienceMs?: number;
  /** Called with each failure, for the log. */
  onError?(error: unknown): void;
  now?: () => number;
};

/** The SQLite adapter compares every key with every row it found: small portions keep that cheap. */
const portion = 250;

/** No memory at all: every look is a miss. */
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

/** A `Cache` on a Keyv store. */
export function createCache(options: CacheOptions): Cache & { close(): Promise<void> } {
  const { now = Date.now, patienceMs = 5_000 } = options;
  let opening: Promise<OpenStore> | null = null;
  let restingUntil = 0;
  let trouble: Notice | null = null;

  function store(): Promise<OpenStore> {
    if (opening === null) {
      opening = options.open().then((opened) => {
        opened.sweep().catch(() => undefined);
        return opened;
      });
    }
    return opening;
  }

  /** What failed is opened anew after the rest; its connections must not stay behind. */
  function abandon(): void {
    opening?.then(({ close }) => close()).catch(() => undefined);
    opening = null;
  }

  async function guarded<T>(otherwise: T, use: (open: OpenStore) => Promise<T>): Promise<T> {
    if (now() < restingUntil) return otherwise;
    try {
      return await withTimeout(patienceMs, store().then(use));
    } catch (error) {
      abandon();
      restingUntil = now() + (options.restMs ?? 60_000);
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
      for (let at = 0; at < keys.length; at += portion) {
        const some = keys.slice(at, at + portion);
        found.push(
          ...(await guarded<unknown[]>(
            some.map(() => undefined),
            ({ keyv }) => keyv.getMany(some),
          )),
        );
      }
      return found;
    },
    async setMany(entries, ttlMs) {
      for (let at = 0; at < entries.length; at += portion) {
        const some = entries.slice(at, at + portion);
        await guarded(undefined, async ({ keyv }) => {
          await keyv.setMany(some.map(({ key, value }) => ({ key, value, ttl: wholeTtl(ttlMs) })));
        });
      }
    },
    async remove(keys) {
      const { keyv } = await store();
      for (let at = 0; at < keys.length; at += portion) await keyv.deleteMany(keys.slice(at, at + portion));
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
