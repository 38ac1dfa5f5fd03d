/**
 * The store that may not forget: settings, ratings, linked accounts. A failing database throws. The data's form has a
 * version: a newer program migrates an older store; an older one refuses a newer store.
 */
import { z } from 'zod';
import { chunksOf } from '../concurrency/chunked.ts';
import { withTimeout } from '../concurrency/time-limits.ts';
import { UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import type { KeyValue } from './documents.ts';
import { type Migration, migrations } from './migrations.ts';
import { damagedPrefix, type OpenStore, openStore, type StoreEntry, wholeTtl } from './open.ts';

/** There from the first step of a restore to its last: what was cut short between holds a part of two stores. */
export const restoringKey = 'restoring';

/**
 * Opens the area `kept`, brought up to date. Throws `UserError` when a newer program wrote it, or when a restore was cut
 * short: then it opens only to be restored (`toRestore`).
 */
export async function openKept(url: string, { toRestore = false } = {}): Promise<OpenStore> {
  const open = await openStore({ url, area: 'kept' });
  try {
    if (!toRestore) await refuseUnusable(open);
    if ((await open.get(restoringKey)) === undefined) await bringUpToDate(open);
    return open;
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Throws `UserError` where a bot would not start with this store; changes nothing. */
export async function refuseUnusable({ get }: OpenStore): Promise<void> {
  if ((await get(restoringKey)) !== undefined)
    throw new UserError('restore-cut-short', hostTexts.store.cutShort);
  refuseNewer(asVersion(await get(versionKey)));
}

/** Somebody waits for a reply. Engines time out sooner, except on a server that sends a byte now and then. */
const timeoutMs = 6_000;
/** Engines read what they delete. */
const deletedAtOnce = 50;

export function createKeyValue({ keyv, get, change, isDamaged, entries }: OpenStore): KeyValue {
  return {
    get: (key) => withTimeout(timeoutMs, get(key)),
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
    async deleteMany(keys) {
      for (const some of chunksOf(keys, deletedAtOnce)) {
        const setAside = some.map((key) => damagedPrefix + key);
        await withTimeout(timeoutMs, keyv.deleteMany([...some, ...setAside]));
      }
    },
    isDamaged: (key) => withTimeout(timeoutMs, isDamaged(key)),
    entries: () => entries(),
  };
}

export const versionKey = 'schema-version';

export async function putEntry({ keyv }: OpenStore, { key, value, expires }: StoreEntry): Promise<void> {
  await keyv.set(key, value, expires === undefined ? undefined : wholeTtl(expires - Date.now()));
}

/** A store without a version is in the first one. */
export const asVersion = (mark: unknown): number => z.int().min(1).catch(1).parse(mark);

/** Throws `UserError` for a version of a newer program. */
export function refuseNewer(version: number, steps: readonly Migration[] = migrations): void {
  if (version <= steps.length + 1) return;
  throw new UserError('store-too-new', hostTexts.store.tooNew);
}

/** Runs the migrations that are missing. Throws `UserError` for a store of a newer program, and changes nothing then. */
export async function bringUpToDate(open: OpenStore, steps: readonly Migration[] = migrations) {
  const current = steps.length + 1;
  const found = asVersion(await open.keyv.get(versionKey));
  refuseNewer(found, steps);
  const store = createKeyValue(open);
  for (const [at, step] of steps.slice(found - 1).entries()) {
    for await (const entry of open.entries()) {
      if (entry.key === versionKey) continue;
      const next = await step(entry, store);
      if (next?.key !== entry.key) await open.keyv.delete(entry.key);
      if (next !== null && next !== entry) await putEntry(open, next);
    }
    await open.keyv.set(versionKey, found + at + 1);
  }
  if ((await open.keyv.get(versionKey)) === undefined) await open.keyv.set(versionKey, current);
}
