/** `scenescore backup`, `scenescore restore` and `scenescore store copy`. */
import { existsSync, realpathSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { cliTexts } from '../locales/en/cli.ts';
import { backUp, copyStore, holdsEntries, restore, type Written } from '../store/backup.ts';
import { openKept } from '../store/key-value.ts';
import type { OpenStore } from '../store/open.ts';
import { type Out, printAnswer } from './out.ts';

const texts = cliTexts.store;

/** Opens the database, does the work and closes it. Throws `UserError` for a database that does not answer. */
async function withStore<T>(
  url: string,
  work: (store: OpenStore) => Promise<T>,
  toRestore = false,
): Promise<T> {
  const store = await openKept(url, { toRestore }).catch((cause: unknown) => {
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

/** undefined for a database that is no file of its own. */
const fileOf = (url: string): string | undefined => url.split(/^sqlite:\/\//)[1];

/** Throws `UserError` for a file that is not there: opening it would make an empty database of that name. */
function refuseMissing(url: string): void {
  const path = fileOf(url);
  if (path !== undefined && !existsSync(path))
    throw new UserError('no-such-database', cliTexts.files.missing('database', path));
}

/** Throws `UserError` for a file that belongs to the database: a backup would take its place. */
function refuseOwnFile(url: string, file: string): void {
  const path = fileOf(url);
  if (path === undefined || !existsSync(file)) return;
  const own = [path, `${path}-wal`, `${path}-shm`].filter((one) => existsSync(one));
  if (own.some((one) => realpathSync(one) === realpathSync(file)))
    throw new UserError('cannot-write', texts.ownFile(file));
}

type FileArguments = { storeUrl: string; file: string; json?: boolean };

type DoneArguments = { file?: string; json?: boolean };

function printDone({ entries, damaged }: Written, { file, json }: DoneArguments, done: string, out: Out) {
  if (damaged > 0) out.complain(`${texts.damaged(damaged)}\n`);
  printAnswer(out, json, { file, entries, ...(damaged > 0 && { damaged }) }, () => done);
}

export async function backupCommand(options: FileArguments, out: Out): Promise<void> {
  const { storeUrl, file } = options;
  refuseMissing(storeUrl);
  refuseOwnFile(storeUrl, file);
  const written = await withStore(storeUrl, (store) => backUp(store, file));
  printDone(written, options, texts.written(written.entries, file), out);
}

/** Asks before anything is overwritten. Throws `UserError` when the answer is no, or nobody is there to give one. */
async function mayOverwrite(store: OpenStore, { ask }: Out): Promise<void> {
  if (!(await holdsEntries(store))) return;
  if (ask === undefined) throw new UserError('not-restored', texts.needsYes);
  const answer = (await ask(texts.overwrite)).trim().toLowerCase();
  if (answer !== 'y' && answer !== 'yes') throw new UserError('not-restored', texts.notRestored);
}

export async function restoreCommand(options: FileArguments & { yes?: boolean }, out: Out): Promise<void> {
  const { storeUrl, file, yes } = options;
  if (!existsSync(file)) throw new UserError('no-such-backup', cliTexts.files.missing('backup', file));
  const restored = await withStore(
    storeUrl,
    async (store) => {
      if (!yes) await mayOverwrite(store, out);
      return restore(store, file);
    },
    true,
  );
  printDone(restored, options, texts.restored(restored.entries, file), out);
}

export async function storeCopyCommand(
  { from, to, json }: { from: string; to: string; json?: boolean },
  out: Out,
): Promise<void> {
  if (from === to) throw new UserError('same-store', texts.sameStore);
  refuseMissing(from);
  const copied = await withStore(from, (source) => withStore(to, (target) => copyStore(source, target)));
  printDone(copied, { json }, texts.copied(copied.entries), out);
}
