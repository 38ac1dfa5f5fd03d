/**
 * A model's folder: files put there by hand, or downloaded, with a receipt of what came from where and a lock while a
 * process downloads.
 */
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Model, ModelFile } from './catalogue.ts';

const receiptSchema = z.object({
  repo: z.string(),
  revision: z.string(),
  /** The commit behind `revision`, which later downloads use too. */
  commit: z.string().nullable(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
});

export type Receipt = z.output<typeof receiptSchema>;

const receiptName = 'scenescore-download.json';
/** How often the holder of a lock touches it. */
const touchMs = 2_000;
/** A lock not touched for so long belongs to a process that died. */
const staleMs = 10_000;
const pollMs = 300;

/** null when there is none, or an unreadable one. */
export async function readReceipt(folder: string): Promise<Receipt | null> {
  try {
    return receiptSchema.parse(JSON.parse(await readFile(join(folder, receiptName), 'utf8')));
  } catch {
    return null;
  }
}

export async function writeReceipt(folder: string, receipt: Receipt): Promise<void> {
  const path = join(folder, receiptName);
  await writeFile(`${path}.new`, `${JSON.stringify(receipt, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** The paths a file may have, best first. */
export const pathsOf = ({ path, orElse }: ModelFile): string[] =>
  orElse === undefined ? [path] : [path, orElse];

export const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  );

/**
 * The size of a file that is there, or 0. Downloads appear only when complete, so a file that the receipt does not list
 * was put there by a person, and counts.
 */
async function sizeOnDisk(folder: string, file: ModelFile, receipt: Receipt | null): Promise<number> {
  for (const path of pathsOf(file)) {
    const size = await sizeOf(join(folder, path));
    if (size > 0 && size === (receipt?.files[path]?.bytes ?? size)) return size;
  }
  return 0;
}

/** The files still to download (all of them when the folder holds another revision), and the bytes of the others. */
export async function inventory(
  folder: string,
  model: Model,
): Promise<{ missing: ModelFile[]; bytes: number }> {
  const receipt = await readReceipt(folder);
  if (receipt !== null && receipt.revision !== model.revision) return { missing: model.files, bytes: 0 };
  const sizes = await Promise.all(model.files.map((file) => sizeOnDisk(folder, file, receipt)));
  return {
    missing: model.files.filter((_, at) => sizes[at] === 0),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/** Makes the lock file; false when another process has it. */
async function acquire(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

const isStale = (lock: string): Promise<boolean> =>
  stat(lock).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > staleMs,
    () => false,
  );

/** One process at a time looks and removes: a second would remove the new lock of the first. One may die in doing so. */
async function removeStale(lock: string): Promise<void> {
  if (!(await isStale(lock))) return;
  const removing = `${lock}-removing`;
  if (!(await acquire(removing))) return removeStale(removing);
  if (await isStale(lock)) await rm(lock, { force: true });
  await rm(removing, { force: true });
}

/** Runs `work` while no other process does so in the same folder; waits for its turn until aborted. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>, signal?: AbortSignal) {
  const lock = join(folder, '.lock');
  for (; !(await acquire(lock)); await sleep(pollMs, undefined, { signal })) await removeStale(lock);
  const touching = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => {});
  }, touchMs);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(lock, { force: true });
  }
}
