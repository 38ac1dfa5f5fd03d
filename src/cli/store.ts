/** `scenescore backup`, `scenescore restore` and `scenescore store copy`. */
import { UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { backUp, copyStore, restore } from '../store/backup.ts';
import { openKept } from '../store/key-value.ts';
import type { OpenStore } from '../store/open.ts';
import { type Out, printJson } from './out.ts';

const texts = cliTexts.store;

type Json = { json?: boolean | undefined };

/** Opens the database, does the work and closes it. Throws `UserError` for a database that does not answer. */
async function withStore<T>(url: string, work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = await openKept(url).catch((cause: unknown) => {
    if (cause instanceof UserError) throw cause;
    const kind = url.slice(0, url.indexOf(':'));
    throw new UserError('store-unavailable', texts.unavailable(kind), { cause });
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export async function backupCommand(
  { storeUrl, file, json }: Json & { storeUrl: string; file: string },
  out: Out,
): Promise<void> {
  const entries = await withStore(storeUrl, (store) => backUp(store, file));
  if (json) printJson(out, { file, entries });
  else out.print(texts.written(entries, file));
}

export async function restoreCommand(
  { storeUrl, file, json }: Json & { storeUrl: string; file: string },
  out: Out,
): Promise<void> {
  const entries = await withStore(storeUrl, (store) => restore(store, file));
  if (json) printJson(out, { file, entries });
  else out.print(texts.restored(entries, file));
}

export async function storeCopyCommand(
  { from, to, json }: Json & { from: string; to: string },
  out: Out,
): Promise<void> {
  if (from === to) throw new UserError('same-store', texts.sameStore);
  const entries = await withStore(from, (source) => withStore(to, (target) => copyStore(source, target)));
  if (json) printJson(out, { entries });
  else out.print(texts.copied(entries));
}
