/** `kill -9` in the middle of what takes several steps: afterwards nothing is half, or the same work brings it to its end. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { openKept } from '../../src/store/key-value.ts';
import { openStore } from '../../src/store/open.ts';
import { answersEach, fill, leaver, rows, rowsOf, secretRows, stayer } from './filled-store.ts';

const root = resolve(import.meta.dirname, '../..');
const program = resolve(import.meta.dirname, 'cut-short.ts');
const folder = mkdtempSync(join(tmpdir(), 'scenescore-cut-short-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pristine = join(folder, 'pristine.sqlite');
const urlOf = (path: string): string => `sqlite://${path}`;
beforeAll(() => fill(urlOf(pristine)), 120_000);

let copies = 0;
function copyOf(path: string): string {
  const copy = join(folder, `${++copies}.sqlite`);
  cpSync(path, copy);
  return urlOf(copy);
}

/** Does the work, killed so many milliseconds after it began; null: to its end. Says whether it came to its end. */
async function work(name: string, url: string, killAfterMs: number | null): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, name, url, folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  let isDone = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready' && killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    isDone ||= line === 'done';
  }
  const code = await ended;
  if (killAfterMs === null) expect(code).toBe(0);
  return isDone;
}

const moments = [15, 120];
const contents = async (url: string) =>
  new Map((await rows(url)).map(({ key, value }) => [key, JSON.stringify(value)]));

it('a deletion: asked for again, nothing is left of the person, and everything of the other', async () => {
  const before = await rowsOf(urlOf(pristine), stayer);
  expect((await rowsOf(urlOf(pristine), leaver)).length).toBeGreaterThan(80);
  for (const ms of moments) {
    const url = copyOf(pristine);
    await work('delete', url, ms);
    await work('delete', url, null);
    expect(await rowsOf(url, leaver)).toEqual([]);
    expect(await rowsOf(url, stayer)).toEqual(before);
  }
}, 180_000);

it('an export changes nothing', async () => {
  const before = await contents(urlOf(pristine));
  const url = copyOf(pristine);
  await work('export', url, 30);
  expect(await contents(url)).toEqual(before);
}, 60_000);

it('a restore: untouched, or refused until it was done again', async () => {
  const [good, file] = [await contents(urlOf(pristine)), join(folder, 'good.backup')];
  const from = await openKept(urlOf(pristine));
  await backUp(from, file);
  await from.close();
  let cut = 0;
  for (const ms of [0, ...moments, 300]) {
    const url = copyOf(pristine);
    const open = await openKept(url);
    await open.keyv.set('person:later', { title: 'came later' });
    await open.close();
    const later = await contents(url);
    if (await work('restore', url, ms)) continue;
    const again = await openKept(url).catch((error: unknown) => error);
    if (again instanceof Error) {
      cut++;
      expect(again).toMatchObject({ code: 'restore-cut-short' });
    } else {
      await (again as Awaited<ReturnType<typeof openKept>>).close();
      expect(await contents(url)).toEqual(later);
    }
    await work('restore', url, null);
    expect(await contents(url)).toEqual(good);
  }
  expect(cut).toBeGreaterThan(0);
}, 180_000);

it('a change of the form: the next start ends it, and names every answer that an old program kept', async () => {
  const url = copyOf(pristine);
  const old = await openStore({ url, area: 'kept' });
  for await (const { key } of old.entries())
    if (/^(?:results|people)-of-/.test(key)) await old.keyv.delete(key);
  for (const personId of [leaver, stayer]) await old.keyv.set(`results:person-${personId}`, ['a']);
  await old.keyv.set('schema-version', 1);
  await old.close();
  for (const ms of moments) {
    const copy = copyOf(url.slice('sqlite://'.length));
    await work('migrate', copy, ms);
    await work('migrate', copy, null);
    const changed = await contents(copy);
    expect(changed.get('schema-version')).toBe('2');
    expect([...changed.keys()].filter((key) => key.startsWith('results:person-'))).toEqual([]);
    for (const personId of [leaver, stayer]) {
      const named = JSON.parse(changed.get(`results-of-person:${personId}`) ?? '[]');
      expect(new Set(named.map(({ id }: { id: string }) => id)).size).toBe(answersEach);
      expect(named).toHaveLength(answersEach);
    }
  }
}, 180_000);

it('unlinking: no playlist of the account outlives the link', async () => {
  expect(await secretRows(urlOf(pristine))).toBe(60);
  for (const ms of moments) {
    const url = copyOf(pristine);
    await work('unlink', url, ms);
    const isLinked = (await contents(url)).has(`spotify:account:${leaver}`);
    if (!isLinked) expect(await secretRows(url)).toBe(0);
    await work('unlink', url, null);
    expect((await contents(url)).has(`spotify:account:${leaver}`)).toBe(false);
    expect(await secretRows(url)).toBe(0);
  }
}, 180_000);
