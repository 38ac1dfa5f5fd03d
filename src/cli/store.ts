/** `scenescore backup`, `scenescore restore` and `scenescore store copy`. */
import { UserError } from '../errors.ts';
import { backUp, copyStore, restore } from '../store/backup.ts';
import { openKept } from '../store/key-value.ts';
import type { OpenStore } from '../store/open.ts';
import { type Out, printJson } from './out.ts';

type Json = { json?: boolean | undefined };

/** Opens the database for one piece of work and closes it. A database that does not answer is the host's to mend. */
async function withStore<T>(url: string, work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = await openKept(url).catch((cause: unknown) => {
    if (cause instanceof UserError) throw cause;
    const kind = url.slice(0, url.indexOf(':'));
    throw new UserError('store-unavailable', `The ${kind} database cannot be opened. Check its address.`, {
      cause,
    });
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const entriesOf = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

export async function backupCommand(
  { storeUrl, file, json }: Json & { storeUrl: string; file: string },
  out: Out,
): Promise<void> {
  const entries = await withStore(storeUrl, (store) => backUp(store, file));
  if (json) printJson(out, { file, entries });
  else out.print(`Wrote ${entriesOf(entries)} to ${file}. Keep it as safe as the database itself.`);
}

export async function restoreCommand(
  { storeUrl, file, json }: Json & { storeUrl: string; file: string },
  out: Out,
): Promise<void> {
  const entries = await withStore(storeUrl, (store) => restore(store, file));
  if (json) printJson(out, { file, entries });
  else out.print(`Everything kept is again as it was in ${file}: ${entriesOf(entries)}.`);
}

export async function storeCopyCommand(
  { from, to, json }: Json & { from: string; to: string },
  out: Out,
): Promise<void> {
  if (from === to) throw new UserError('same-store', 'These are one and the same database. Give me two.');
  const entries = await withStore(from, (source) => withStore(to, (target) => copyStore(source, target)));
  if (json) printJson(out, { entries });
  else out.print(`Copied ${entriesOf(entries)}. Set STORE_URL to the new database and start the bot again.`);
}
