/** One process at a time in a folder, by a lock file that its holder keeps touching. */
import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const touchMs = 2_000;
/** A lock not touched for so long belongs to a process that died. */
const staleMs = 10_000;
const pollMs = 300;

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

/** Runs `work` while no other process does so in the same folder; waits for its turn until aborted. */
export async function withFolderLock<T>(
  folder: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const lock = join(folder, '.lock');
  while (!(await acquire(lock))) {
    const touched = await stat(lock).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - touched > staleMs) await rm(lock, { force: true });
    else await sleep(pollMs, undefined, { signal });
  }
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
