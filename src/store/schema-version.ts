/** The version of the kept data's form. A newer program migrates an older store; an older one refuses a newer store. */
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import { type OpenStore, type StoreEntry, wholeTtl } from './open.ts';

export const versionKey = 'schema-version';

/**
 * Migration `n` makes an entry of version `n + 1` from one of version `n`; null drops it. It must be idempotent, since
 * it may be interrupted.
 */
export type Migration = (entry: StoreEntry) => StoreEntry | null;

const migrations: readonly Migration[] = [];

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
export async function bringUpToDate(
  open: OpenStore,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const current = steps.length + 1;
  const found = asVersion(await open.keyv.get(versionKey));
  refuseNewer(found, steps);
  for (const [at, step] of steps.slice(found - 1).entries()) {
    for await (const entry of open.entries()) {
      if (entry.key === versionKey) continue;
      const next = step(entry);
      if (next === null || next.key !== entry.key) await open.keyv.delete(entry.key);
      if (next !== null) await putEntry(open, next);
    }
    await open.keyv.set(versionKey, found + at + 1);
  }
  if ((await open.keyv.get(versionKey)) === undefined) await open.keyv.set(versionKey, current);
}
