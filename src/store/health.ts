/** Is the store well? What `doctor` asks once, and what `/healthz` asks all the time. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { switchTexts } from '../locales/en/features.ts';
import type { KeyValue } from './documents.ts';
import { refuseUnusable } from './key-value.ts';
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

/** For `doctor`. Throws when the database does not open, and `UserError` for damaged rows. */
export async function checkStore(url: string): Promise<void> {
  const [, path] = url.split(/^sqlite:\/\//);
  if (path !== undefined && !existsSync(path)) return checkFolderOf(path);
  const damaged = { rows: 0 };
  const until = Date.now() + countRowsMs;
  for (const area of ['cache', 'kept'] as const) {
    const store = await openStore({ url, area });
    try {
      if (area === 'cache') await store.get('doctor');
      else {
        await refuseUnusable(store);
        for await (const _ of store.entries(damaged)) if (Date.now() > until) break;
      }
    } finally {
      await store.close();
    }
  }
  if (damaged.rows > 0) throw new UserError('store-damaged', texts.databaseDamaged(damaged.rows));
}

const probeEveryMs = 10_000;
const markLifeMs = 60_000;

const coded = z.object({ code: z.string().regex(/^[A-Z0-9_]{3,40}$/) });

/**
 * Gives what is wrong, without a word of the data or the address; null: nothing. Asks at most every ten seconds. A read
 * says too little: a full disk and a damaged file show in a write.
 */
export function createStoreProbe(store: KeyValue, now: () => number = Date.now) {
  // Of its own for each process, whatever else writes.
  const key = `health:${randomUUID()}`;
  let last: { at: number; problem: Promise<string | null> } | null = null;

  async function probe(): Promise<string | null> {
    try {
      const mark = randomUUID();
      await store.set(key, mark, markLifeMs);
      return (await store.get(key)) === mark ? null : 'database: forgets';
    } catch (error) {
      return `database: ${coded.safeParse(error).data?.code ?? 'cannot be written'}`;
    }
  }

  return (): Promise<string | null> => {
    if (last === null || now() - last.at >= probeEveryMs) last = { at: now(), problem: probe() };
    return last.problem;
  };
}
