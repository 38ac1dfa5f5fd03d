/** Files for their owner alone, nothing that has expired, and damage that stays where it is. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/app/app.ts';
import { examine } from '../../src/app/switches.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { createHttp } from '../../src/net/http.ts';
import { backUp, restore } from '../../src/store/backup.ts';
import { createStoreProbe } from '../../src/store/health.ts';
import { createKeyValue, openKept } from '../../src/store/key-value.ts';
import { openStore } from '../../src/store/open.ts';
import { createResultStore, shownRanking } from '../../src/store/results.ts';
import { noPostgres, noRedis, startPostgres, startRedis } from '../support/database-servers.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'scenescore-well-kept-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const source = (name: string): string =>
  JSON.stringify(new URL(`../../src/store/${name}.ts`, import.meta.url).href);

async function kept(url: string) {
  const open = await openKept(url);
  onTestFinished(() => open.close().catch(() => undefined));
  return open;
}

/** The database as it is, without our doors. */
const raw = (open: Awaited<ReturnType<typeof kept>>) =>
  z
    .object({ query: z.custom<(sql: string, ...values: unknown[]) => Promise<unknown[]>>() })
    .parse(open.keyv.opts.store);

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

it('keeps the data folder and the database from other users, also those that are there', async () => {
  const dir = join(folder(), 'data');
  const url = `sqlite://${join(dir, 'scenescore.sqlite')}`;
  const first = await openKept(url);
  await first.keyv.set('a', 1);
  const files = readdirSync(dir).map((name) => join(dir, name));
  expect(files.length).toBeGreaterThan(1);
  expect([dir, ...files].map(modeOf)).toEqual(['700', ...files.map(() => '600')]);
  chmodSync(dir, 0o755);
  for (const file of files) chmodSync(file, 0o644);
  const config = readConfig({ DATA_DIR: dir, MODELS_OFFLINE: '1', CAPTIONER: 'none', EMBEDDER: 'builtin' });
  const app = await createApp(config, { logger: createLogger('silent') });
  onTestFinished(() => app.close());
  const again = await openKept(url);
  await again.keyv.set('b', 1);
  expect([dir, ...files].map(modeOf)).toEqual(['700', ...files.map(() => '600')]);
  await first.close();
  await again.close();
});

describe.each([
  { name: 'SQLite', missing: null },
  { name: 'PostgreSQL', missing: noPostgres },
])('in $name', ({ name, missing }) => {
  it.skipIf(missing !== null)('what has expired goes when the store is opened', async () => {
    const server = name === 'SQLite' ? null : await startPostgres();
    onTestFinished(async () => server?.stop());
    const url = server?.url ?? `sqlite://${join(folder(), 'kept.sqlite')}`;
    const first = await openStore({ url, area: 'kept' });
    for (let at = 0; at < 1_200; at++) await first.keyv.set(`short:${at}`, 'x', 1);
    await first.keyv.set('long', 'x', 60_000);
    await first.close();
    const second = await openStore({ url, area: 'kept' });
    onTestFinished(() => second.close());
    const table = name === 'SQLite' ? 'kept' : 'scenescore_kept';
    const rows = async () => (await raw(second).query(`SELECT key FROM ${table}`)).length;
    await expect.poll(rows, { timeout: 10_000 }).toBe(1);
  });
});

it.skipIf(noRedis !== null)('what was deleted leaves Redis’s disk when its file is rewritten', async () => {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const open = await kept(server.url);
  const redis = z
    .object({ client: z.custom<{ sendCommand(words: string[]): Promise<unknown> }>() })
    .parse(open.keyv.opts.store);
  const onDisk = (): boolean =>
    readdirSync(server.folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .some((one) => readFileSync(join(one.parentPath, one.name), 'latin1').includes('Quellmoor'));
  await open.keyv.set('person:1', { title: 'Songs of Quellmoor' });
  await createKeyValue(open).delete('person:1');
  // As docs/privacy.md says.
  expect(onDisk()).toBe(true);
  await redis.client.sendCommand(['BGREWRITEAOF']);
  await expect.poll(onDisk, { timeout: 10_000 }).toBe(false);
});

describe('a damaged row', () => {
  const spoil = (open: Awaited<ReturnType<typeof kept>>, key: string) =>
    raw(open).query('INSERT OR REPLACE INTO kept VALUES (?, ?)', `scenescore-kept:${key}`, '{"value":["a');

  it('keeps nobody’s answer from being kept, and is set aside', async () => {
    const open = await kept(`sqlite://${join(folder(), 'kept.sqlite')}`);
    for (const key of ['results:recent', 'result:x', 'people-of-server:s']) await spoil(open, key);
    const results = createResultStore(createKeyValue(open));
    const shown = shownRanking(ranking(), 1);
    const fields = { personId: '1', serverId: 's', channelId: null, isReactable: true, ranking: shown };
    const { id } = await results.add(fields);
    await results.sent(id, 'm');
    expect(await results.find('x')).toBeNull();
    expect((await results.recent(0)).map((one) => one.id)).toEqual([id]);
    expect(await open.get('damaged:results:recent')).toBe('{"value":["a');
    await results.removeOfPerson('1');
  });

  it('is left out of a backup, which goes on, and is counted by doctor', async () => {
    const dir = folder();
    const url = `sqlite://${join(dir, 'scenescore.sqlite')}`;
    const open = await kept(url);
    await open.keyv.set('a', { text: ':colons "\u2028" and lines\n' });
    await spoil(open, 'b');
    await open.keyv.set('c', 1, 60_000);
    const file = join(dir, 'a.backup');
    expect(await backUp(open, file)).toEqual({ entries: 3, damaged: 1 });
    const into = await kept(`sqlite://${join(dir, 'other.sqlite')}`);
    // Twice: what is written is what was read.
    expect(await restore(into, file)).toEqual({ entries: 3, damaged: 0 });
    await backUp(into, file);
    await restore(into, file);
    expect(await into.get('a')).toEqual({ text: ':colons "\u2028" and lines\n' });
    const config = readConfig({ DATA_DIR: dir, PRIVACY_LOCAL: '1', FACTS: 'off' });
    const found = await examine(config, createHttp({ userAgent: 'test', maxTimeoutMs: 200 }));
    expect(found.find(({ name }) => name === 'Database')).toMatchObject({
      state: 'failing',
      detail: expect.stringContaining('1 of its rows'),
    });
  });
});

it.each([
  ['schema-version', 9, 'newer SceneScore'],
  ['restoring', true, 'cut short'],
])('that a bot would not start with is no good to doctor either: %s', async (key, value, sentence) => {
  const dir = folder();
  const open = await kept(`sqlite://${join(dir, 'scenescore.sqlite')}`);
  await open.keyv.set(key, value);
  const config = readConfig({ DATA_DIR: dir, PRIVACY_LOCAL: '1', FACTS: 'off' });
  const found = await examine(config, createHttp({ userAgent: 'test', maxTimeoutMs: 200 }));
  expect(found.find(({ name }) => name === 'Database')).toMatchObject({
    state: 'failing',
    detail: expect.stringContaining(sentence),
  });
});

describe('the health of the store', () => {
  it('is tried by a write, and says what is wrong: a full disk', async () => {
    const program = `
      const { openKept, createKeyValue } = await import(${source('key-value')});
      const { createStoreProbe } = await import(${source('health')});
      const open = await openKept('sqlite://${join(folder(), 'kept.sqlite')}');
      let now = 0;
      const problem = createStoreProbe(createKeyValue(open), () => now);
      const problems = [await problem()];
      for (let at = 0; at < 500; at++) await open.keyv.set('fill:' + at, 'x'.repeat(4_000)).catch(() => undefined);
      problems.push(await problem());
      now += 10_000;
      problems.push(await problem());
      console.log(JSON.stringify(problems));
      process.exit();`;
    // No file may grow beyond 1 MB.
    const command = 'ulimit -f 1024; exec "$0" --import tsx --input-type=module -e "$1"';
    const { stdout } = await promisify(execFile)('bash', ['-c', command, process.execPath, program]);
    const [first, within, after] = z.array(z.string().nullable()).parse(JSON.parse(stdout));
    expect([first, within]).toEqual([null, null]);
    expect(after).toMatch(/^database: SQLITE_(FULL|IOERR)$/);
  });

  it('a damaged file', async () => {
    const path = join(folder(), 'kept.sqlite');
    const before = await openKept(`sqlite://${path}`);
    for (let at = 0; at < 200; at++) await before.keyv.set(`fill:${at}`, 'x'.repeat(1_000));
    await before.close();
    const bytes = readFileSync(path);
    bytes.fill(0x55, 4096);
    writeFileSync(path, bytes);
    const open = await openStore({ url: `sqlite://${path}`, area: 'kept' });
    onTestFinished(() => open.close().catch(() => undefined));
    expect(await createStoreProbe(createKeyValue(open))()).toBe('database: SQLITE_CORRUPT');
  });

  it('is asked at most every ten seconds', async () => {
    const store = createMemoryKeyValue();
    const set = vi.spyOn(store, 'set');
    let now = 0;
    const problem = createStoreProbe(store, () => now);
    for (; now < 25_000; now += 100) expect(await problem()).toBeNull();
    expect(set).toHaveBeenCalledTimes(3);
  });
});

it('backs up and restores in little memory, whatever there is', async () => {
  const dir = folder();
  const program = `
    const { openKept } = await import(${source('key-value')});
    const { backUp, restore } = await import(${source('backup')});
    const url = 'sqlite://${join(dir, 'kept.sqlite')}';
    const store = await openKept(url);
    const big = 'x'.repeat(500_000);
    for (let at = 0; at < 150; at++) await store.keyv.set('big:' + at, big);
    await backUp(store, '${join(dir, 'a.backup')}');
    const { entries } = await restore(store, '${join(dir, 'a.backup')}');
    await store.close();
    console.log(JSON.stringify({ entries, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
  const args = ['--max-old-space-size=64', '--import', 'tsx', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { entries, megabytes } = z
    .object({ entries: z.number(), megabytes: z.number() })
    .parse(JSON.parse(stdout));
  expect(entries).toBe(151);
  expect(megabytes).toBeLessThan(200);
}, 120_000);
