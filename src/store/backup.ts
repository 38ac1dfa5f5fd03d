/** Backups as a file of JSON lines: a head, a line for each entry, and a last one with their count. */
import { open as openFile, rename, rm } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import { parseJson } from '../net/json.ts';
import {
  asVersion,
  bringUpToDate,
  createKeyValue,
  putEntry,
  refuseNewer,
  restoringKey,
  versionKey,
} from './key-value.ts';
import { nameAnswers } from './migrations.ts';
import type { OpenStore, StoreEntry } from './open.ts';
import { createRatingStore } from './ratings.ts';

const texts = hostTexts.store;

const head = z.object({ format: z.literal('scenescore-backup'), version: z.literal(1) });
const line = z.object({ key: z.string().min(1), value: z.unknown(), expires: z.number().optional() });
const end = z.object({ entries: z.int().nonnegative() });

const cannotWrite = (file: string, cause: unknown): UserError =>
  new UserError('cannot-write', texts.cannotWrite(file), { cause });

const noBackup = (file: string, cause?: unknown): UserError =>
  new UserError('no-backup', texts.noBackup(file), { cause });

/** `damaged`: rows that could not be read and were left out. */
export type Written = { entries: number; damaged: number };

/** Writes a temporary file and renames it when it is on disk; only its owner may read it. */
export async function backUp(store: OpenStore, file: string): Promise<Written> {
  const temporary = `${file}.${process.pid}.part`;
  const target = await openFile(temporary, 'w', 0o600).catch((cause: unknown) => {
    throw cannotWrite(file, cause);
  });
  let entries = 0;
  const damaged = { rows: 0 };
  try {
    await target.write(`${JSON.stringify({ format: 'scenescore-backup', version: 1, at: Date.now() })}\n`);
    for await (const entry of store.entries(damaged)) {
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
  return { entries, damaged: damaged.rows };
}

/** No line of ours is longer by far. */
const maxLineLength = 64_000_000;

async function* textOf(file: string): AsyncGenerator<string> {
  const source = await openFile(file);
  try {
    // One for the whole file: a stream's own would wait for the collector by the hundred.
    const buffer = Buffer.allocUnsafe(64 * 1024);
    const decoder = new StringDecoder('utf8');
    let bytes: number;
    do {
      bytes = (await source.read(buffer)).bytesRead;
      yield decoder.write(buffer.subarray(0, bytes));
    } while (bytes > 0);
    yield decoder.end();
  } finally {
    await source.close();
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  for await (const text of textOf(file)) {
    const [first = '', ...others] = text.split('\n');
    parts.push(first);
    length += first.length;
    if (length > maxLineLength) throw noBackup(file);
    const last = others.pop();
    if (last === undefined) continue;
    yield parts.join('');
    yield* others;
    parts = [last];
    length = last.length;
  }
  const rest = parts.join('');
  if (rest !== '') yield rest;
}

/** Throws `UserError` for a file that is no backup, or not a whole one: at its end, when entries are missing. */
async function* entriesIn(file: string): AsyncGenerator<StoreEntry> {
  try {
    let count = -1;
    let held: unknown;
    for await (const text of linesOf(file)) {
      if (count < 0) head.parse(parseJson(text));
      if (count > 0) yield line.parse(held);
      held = parseJson(text);
      count += 1;
    }
    if (end.parse(held).entries !== count - 1) throw noBackup(file);
  } catch (error) {
    throw error instanceof UserError ? error : noBackup(file, error);
  }
}

/**
 * Makes the store what it was; what came later is removed. The file is read twice, so that a damaged one changes nothing.
 * A store whose restore was cut short opens for nothing but a restore.
 */
export async function restore(store: OpenStore, file: string): Promise<Written> {
  let version = asVersion(undefined);
  for await (const { key, value } of entriesIn(file)) if (key === versionKey) version = asVersion(value);
  refuseNewer(version);
  const kept = createKeyValue(store);
  const there: string[] = [];
  for await (const { key } of store.entries()) if (key !== restoringKey) there.push(key);
  await store.keyv.set(restoringKey, true);
  await kept.deleteMany(there);
  let entries = 0;
  for await (const entry of entriesIn(file)) {
    if (entry.expires !== undefined && entry.expires <= Date.now()) continue;
    await putEntry(store, entry);
    entries += 1;
  }
  await store.keyv.set(versionKey, version);
  await bringUpToDate(store);
  // Redis gives no snapshot: an index may be older than what it names.
  const ratings = createRatingStore(kept);
  for await (const entry of store.entries()) {
    await nameAnswers(entry, kept);
    await ratings.adopt(entry.key, entry.value);
  }
  await store.keyv.delete(restoringKey);
  return { entries, damaged: 0 };
}

/** Is anything in it but its version? */
export async function holdsEntries(store: OpenStore): Promise<boolean> {
  for await (const { key } of store.entries()) if (key !== versionKey) return true;
  return false;
}

/** Copies into an empty store. Throws `UserError` when it is not empty. */
export async function copyStore(from: OpenStore, to: OpenStore): Promise<Written> {
  if (await holdsEntries(to)) throw new UserError('store-not-empty', texts.notEmpty);
  let entries = 0;
  const damaged = { rows: 0 };
  for await (const entry of from.entries(damaged)) {
    await putEntry(to, entry);
    entries += 1;
  }
  return { entries, damaged: damaged.rows };
}
