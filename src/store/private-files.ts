/** What is kept on this computer is for the user that runs the program alone. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A database that is there or will be; what SQLite makes beside it gets the rights of the first. */
export function keepFilesPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

const sticky = 0o1000;

/** DATA_DIR, if it is there and this user's; not a folder that is meant for everybody, such as /tmp. */
export function keepFolderPrivate(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() && found.uid === process.getuid?.() && (found.mode & sticky) === 0)
    chmodSync(folder, 0o700);
}
