/** How what an older program kept becomes what this one keeps. */
import type { KeyValue } from './documents.ts';
import type { StoreEntry } from './open.ts';
import { createResultStore } from './results.ts';

/**
 * Migration `n` makes an entry of version `n + 1` from one of version `n`; null drops it. It must be idempotent, since
 * it may be interrupted.
 */
export type Migration = (
  entry: StoreEntry,
  store: KeyValue,
) => StoreEntry | null | Promise<StoreEntry | null>;

/** The lists of before forgot answers beyond the newest 500 of a person or a server. */
export const nameAnswers: Migration = async (entry, store) => {
  if (/^results:(person|server)-/.test(entry.key)) return null;
  if (entry.key.startsWith('result:')) await createResultStore(store).adopt(entry.value);
  return entry;
};

export const migrations: readonly Migration[] = [nameAnswers];
