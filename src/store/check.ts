/** What `doctor` asks of the database. */
import { existsSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';
import { switchTexts } from '../locales/en/features.ts';
import { openStore } from './open.ts';

const texts = switchTexts.doctor;

/** A database file that is not there yet is not created for a question; its folder must be writable. */
async function checkFolderOf(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(folder).catch(() => null);
  if (found === null) return checkFolderOf(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder`);
  await access(folder, constants.W_OK);
}

/** Reading all rows would take half a minute for each gigabyte. */
const countRowsMs = 10_000;

export async function checkStore(url: string): Promise<void> {
  const [, path] = url.split(/^sqlite:\/\//);
  if (path !== undefined && !existsSync(path)) return checkFolderOf(path);
  const damaged = { rows: 0 };
  const until = Date.now() + countRowsMs;
  for (const area of ['cache', 'kept'] as const) {
    const store = await openStore({ url, area });
    try {
      if (area === 'cache') await store.get('doctor');
      else for await (const _ of store.entries(damaged)) if (Date.now() > until) break;
    } finally {
      await store.close();
    }
  }
  if (damaged.rows > 0) throw new UserError('store-damaged', texts.databaseDamaged(damaged.rows));
}
