/** The store that may not forget: settings, ratings, linked accounts. A failing database throws. */
import { withTimeout } from '../concurrency/time-limits.ts';
import { type OpenStore, openStore, wholeTtl } from './open.ts';
import { bringUpToDate } from './schema-version.ts';

export interface KeyValue {
  /** `undefined` when there is nothing, or it has expired. The value is unchecked: parse it. */
  get(key: string): Promise<unknown>;
  /** Keeps a JSON value, for `ttlMs` milliseconds or for good; on disk when the promise resolves. */
  set(key: string, value: unknown, ttlMs?: number): Promise<void>;
  /**
   * Replaces the value by what `change` makes of it (`undefined` removes it), atomically over all processes: when
   * another was quicker, `change` is called again with the new value.
   */
  change(key: string, change: (old: unknown) => unknown, ttlMs?: number): Promise<void>;
  /** Says whether there was something: of two takers of a single-use value, only one may win. */
  delete(key: string): Promise<boolean>;
}

/** Opens the area `kept`, brought up to date. Throws `UserError` when a newer program wrote it. */
export async function openKept(url: string): Promise<OpenStore> {
  const open = await openStore({ url, area: 'kept' });
  try {
    await bringUpToDate(open);
    return open;
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Somebody waits for a reply. Engines time out sooner, except on a server that sends a byte now and then. */
const timeoutMs = 6_000;

export function createKeyValue({ keyv, change }: OpenStore): KeyValue {
  return {
    get: (key) => withTimeout(timeoutMs, keyv.get(key)),
    async set(key, value, ttlMs) {
      await withTimeout(timeoutMs, keyv.set(key, value, ttlMs === undefined ? undefined : wholeTtl(ttlMs)));
    },
    change: (key, how, ttlMs) => withTimeout(timeoutMs, change(key, how, ttlMs)),
    async delete(key) {
      let wasThere = false;
      const take = (old: unknown): void => {
        wasThere = old !== undefined;
      };
      await withTimeout(timeoutMs, change(key, take));
      return wasThere;
    },
  };
}
