/** `scenescore backup`, `scenescore restore` and `scenescore store copy`. */
import { UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { backUp, copyStore, restore } from '../store/backup.ts';
import { openKept } from '../store/key-value.ts';
import type { OpenStore } from '../store/open.ts';
import { type Out, printAnswer } from './out.ts';

const texts = cliTexts.store;

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

type FileArguments = { storeUrl: string; file: string; json?: boolean };

/** A command on the database and a file, and the sentence when it's done. */
const fileCommand =
  (work: typeof backUp, done: typeof texts.written) =>
  async ({ storeUrl, file, json }: FileArguments, out: Out): Promise<void> => {
    const { entries, damaged } = await withStore(storeUrl, (store) => work(store, file));
    if (damaged > 0) out.complain(`${texts.damaged(damaged)}\n`);
    printAnswer(out, json, { file, entries, ...(damaged > 0 && { damaged }) }, () => done(entries, file));
  };

export const backupCommand = fileCommand(backUp, texts.written);
export const restoreCommand = fileCommand(restore, texts.restored);

export async function storeCopyCommand(
  { from, to, json }: { from: string; to: string; json?: boolean },
  out: Out,
): Promise<void> {
  if (from === to) throw new UserError('same-store', texts.sameStore);
  const entries = await withStore(from, (source) => withStore(to, (target) => copyStore(source, target)));
  printAnswer(out, json, { entries }, () => texts.copied(entries));
}
