/** One writer for a folder, over all processes of the machine. */
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const touchMs = 10_000;
/** A holder that did not touch its lock for so long is gone. */
const staleMs = 60_000;
const pollMs = 300;

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** A process of this machine that ended without unlocking, or one of another that fell silent. */
async function isStale(lock: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(lock)).mtimeMs > staleMs) return true;
    const [host, pid] = (await readFile(lock, 'utf8')).split('\n');
    if (host !== hostname() || !Number(pid)) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // The lock vanished (ask again), or its process did.
    return isErrno(error, 'ESRCH');
  }
}

/** Runs `work` while no other process does so for the same folder; waits for its turn until aborted. */
export async function withFolderLock<T>(
  folder: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const lock = join(folder, '.lock');
  for (;;) {
    signal?.throwIfAborted();
    try {
      const file = await open(lock, 'wx');
      await file.writeFile(`${hostname()}\n${process.pid}\n`);
      await file.close();
      break;
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
      if (await isStale(lock)) await rm(lock, { force: true });
      else await sleep(pollMs, undefined, { signal });
    }
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
