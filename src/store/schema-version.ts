/** Which form the kept data is in. A newer program brings an older store up to date, and leaves a newer one alone. */
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { type OpenStore, type StoreEntry, wholeTtl } from './open.ts';

export const versionKey = 'schema-version';

/**
 * What an entry of version `n + 1` is made of one of version `n`, the first for version 1; null drops it. Any number of
 * times must do the same as once, for a step may have been cut short.
 */
export type Migration = (entry: StoreEntry) => StoreEntry | null;

/** None was needed yet. */
const migrations: readonly Migration[] = [];

/** Writes an entry with what is left of its life. */
export async function putEntry({ keyv }: OpenStore, { key, value, expires }: StoreEntry): Promise<void> {
  await keyv.set(key, value, expires === undefined ? undefined : wholeTtl(expires - Date.now()));
}

/** The mark, read; what has none is in the first version. */
export const asVersion = (mark: unknown): number => z.int().min(1).catch(1).parse(mark);

/** Throws `UserError` for what a newer program has written. */
export function refuseNewer(version: number, steps: readonly Migration[] = migrations): void {
  if (version <= steps.length + 1) return;
  throw new UserError(
    'store-too-new',
    'A newer SceneScore has written this, and I could damage it. Update the program first.',
  );
}

/** Throws `UserError` for a store of a newer program, before anything is changed. */
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
