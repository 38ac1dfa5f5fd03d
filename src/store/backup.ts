/** Backups as a file of JSON lines: a head, a line for each entry, and a last one with their count. */
import { open as openFile, readFile, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import { parseJson } from '../net/json.ts';
import { asVersion, bringUpToDate, putEntry, refuseNewer, versionKey } from './key-value.ts';
import type { OpenStore, StoreEntry } from './open.ts';

const texts = hostTexts.store;

const head = z.object({ format: z.literal('scenescore-backup'), version: z.literal(1) });
const line = z.object({ key: z.string().min(1), value: z.unknown(), expires: z.number().optional() });
const end = z.object({ entries: z.int().nonnegative() });

const cannotWrite = (file: string, cause: unknown): UserError =>
  new UserError('cannot-write', texts.cannotWrite(file), { cause });

const noBackup = (file: string, cause?: unknown): UserError =>
  new UserError('no-backup', texts.noBackup(file), { cause });

/** Writes a temporary file and renames it when it is on disk; only its owner may read it. Gives the count. */
export async function backUp(store: OpenStore, file: string): Promise<number> {
  const temporary = `${file}.${process.pid}.part`;
  const target = await openFile(temporary, 'w', 0o600).catch((cause: unknown) => {
    throw cannotWrite(file, cause);
  });
  let entries = 0;
  try {
    await target.write(`${JSON.stringify({ format: 'scenescore-backup', version: 1, at: Date.now() })}\n`);
    for await (const entry of store.entries()) {
      await target.write(`${JSON.stringify(entry)}\n`);
      entries += 1;
    }
    await target.write(`${JSON.stringify({ entries })}\n`);
    await target.sync();
    await target.close();
    await rename(temporary, file);
  } catch (error) {
    await target.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error instanceof Error && 'syscall' in error ? cannotWrite(file, error) : error;
  }
  return entries;
}

async function readBackup(file: string): Promise<StoreEntry[]> {
  try {
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const [first = '', ...rest] = lines.map((text): unknown => parseJson(text));
    head.parse(first);
    const { entries } = end.parse(rest.pop());
    if (entries !== rest.length) throw noBackup(file);
    return rest.map((one) => line.parse(one));
  } catch (error) {
    throw error instanceof UserError ? error : noBackup(file, error);
  }
}

/** Makes the store what it was; what came later is removed. A damaged file changes nothing. Gives the count. */
export async function restore(store: OpenStore, file: string): Promise<number> {
  const entries = (await readBackup(file)).filter(
    ({ expires }) => expires === undefined || expires > Date.now(),
  );
  const version = asVersion(entries.find(({ key }) => key === versionKey)?.value);
  refuseNewer(version);
  const wanted = new Set(entries.map(({ key }) => key));
  for (const entry of entries) await putEntry(store, entry);
  for await (const { key } of store.entries()) if (!wanted.has(key)) await store.keyv.delete(key);
  await store.keyv.set(versionKey, version);
  await bringUpToDate(store);
  return entries.length;
}

/** Copies into an empty store and gives the count. Throws `UserError` when it is not empty. */
export async function copyStore(from: OpenStore, to: OpenStore): Promise<number> {
  for await (const { key } of to.entries()) {
    if (key !== versionKey) {
      throw new UserError('store-not-empty', texts.notEmpty);
    }
  }
  let copied = 0;
  for await (const entry of from.entries()) {
    await putEntry(to, entry);
    copied += 1;
  }
  return copied;
}
