import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { bringUpToDate, createKeyValue, openKept } from '../../src/store/key-value.ts';
import type { Migration } from '../../src/store/migrations.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore, shownRanking } from '../../src/store/results.ts';
import { createSettingsStore } from '../../src/store/settings.ts';
import { noPostgres, noRedis, startPostgres, startRedis } from '../support/database-servers.ts';
import { ranking } from '../support/rankings.ts';
import { killTrial } from './kill-trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'scenescore-durability-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let stores = 0;
const freshUrl = (): string => `sqlite://${join(folder, `${++stores}.sqlite`)}`;

async function kept(url: string): Promise<OpenStore> {
  const open = await openKept(url);
  onTestFinished(() => open.close().catch(() => undefined));
  return open;
}

async function contents(store: OpenStore): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for await (const { key, value } of store.entries()) if (key !== 'schema-version') found[key] = value;
  return found;
}

function storesOf(store: OpenStore) {
  const values = createKeyValue(store);
  return { results: createResultStore(values), ratings: createRatingStore(values) };
}

async function run(args: string[], storeUrl = freshUrl(), ask?: (question: string) => Promise<string>) {
  const [said, complained]: [string[], string[]] = [[], []];
  const progressStream = Object.assign(new PassThrough(), { isTTY: false });
  const code = await runCli(args, {
    env: { STORE_URL: storeUrl },
    print: (text) => said.push(text),
    complain: (text) => complained.push(text),
    columns: 80,
    // Only what a progress line uses of a terminal stream.
    progressStream: progressStream as unknown as NodeJS.WriteStream,
    ask,
  });
  return { code, out: said.join(''), err: complained.join('') };
}

it('loses nothing that was confirmed to kill -9', async () => {
  const url = freshUrl();
  let confirmed = 0;
  for (const [number, forMs] of [40, 5, 90].entries()) {
    const trial = await killTrial(url, number, forMs);
    confirmed += trial.confirmed;
    expect(trial.lost).toEqual([]);
  }
  expect(confirmed).toBeGreaterThan(0);
}, 120_000);

describe('the version of what is kept', () => {
  it('is marked on a new store, and refused with a sentence when it is newer', async () => {
    const url = freshUrl();
    const store = await kept(url);
    expect(await store.keyv.get('schema-version')).toBe(2);
    await store.keyv.set('schema-version', 7);
    await expect(openKept(url)).rejects.toMatchObject({ name: 'UserError', code: 'store-too-new' });
    expect(await store.keyv.get('schema-version')).toBe(7);
  });

  it('is raised step by step, and a step that was cut short is done again', async () => {
    const store = await openStore({ url: freshUrl(), area: 'kept' });
    onTestFinished(() => store.close());
    await store.keyv.set('person:1', 'a');
    await store.keyv.set('old:1', 'x');
    await store.keyv.set('soon:1', 'y', 60_000);
    let failsOnce = true;
    const steps: Migration[] = [
      (entry) => (entry.key.startsWith('old:') ? { ...entry, key: entry.key.replace('old', 'new') } : entry),
      (entry) => {
        if (entry.key !== 'person:1') return entry;
        if (failsOnce) {
          failsOnce = false;
          throw new Error('the power went');
        }
        return { ...entry, value: { name: 'a' } };
      },
    ];
    await expect(bringUpToDate(store, steps)).rejects.toThrow('the power went');
    expect(await store.keyv.get('schema-version')).toBe(2);
    await bringUpToDate(store, steps);
    expect(await store.keyv.get('schema-version')).toBe(3);
    expect(await contents(store)).toEqual({ 'person:1': { name: 'a' }, 'new:1': 'x', 'soon:1': 'y' });
    for await (const { key, expires } of store.entries())
      if (key === 'soon:1') expect(expires).toBeLessThanOrEqual(Date.now() + 60_000);
  });
});

describe('a backup', () => {
  it('is written while the store is in use, for its owner alone, and brings it all back', async () => {
    const [url, file] = [freshUrl(), join(folder, 'a.backup')];
    const store = await kept(url);
    await store.keyv.set('person:1', { playlist: 'évening 🌙' });
    await store.keyv.set('state:1', 'soon gone', 3_600_000);
    const written = await run(['backup', file, '--json'], url);
    expect(JSON.parse(written.out)).toEqual({ file, entries: 3 });
    expect(statSync(file).mode & 0o777).toBe(0o600);

    await store.keyv.set('person:1', { playlist: 'changed' });
    await store.keyv.set('person:2', 'came later');
    expect(await run(['restore', file], url)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--yes'),
    });
    expect(await contents(store)).toHaveProperty('person:2');
    expect(await run(['restore', file, '--yes'], url)).toMatchObject({ code: 0, err: '' });
    expect(await contents(store)).toEqual({ 'person:1': { playlist: 'évening 🌙' }, 'state:1': 'soon gone' });
  });

  it.each([
    ['cut short', (text: string) => text.split('\n').slice(0, -2).join('\n')],
    ['missing a line', (text: string) => text.replace(/\n.*person.*\n/, '\n')],
    ['something else', () => 'Track name,Artist name\n'],
    [
      'of a newer program',
      (text: string) => text.replace('"schema-version","value":2', '"schema-version","value":9'),
    ],
  ])('that is %s changes nothing', async (_, spoil) => {
    const [url, file] = [freshUrl(), join(folder, 'b.backup')];
    const store = await kept(url);
    await store.keyv.set('person:1', 'a');
    await run(['backup', file], url);
    await store.keyv.set('person:1', 'b');
    const text = readFileSync(file, 'utf8');
    expect(spoil(text)).not.toBe(text);
    writeFileSync(file, spoil(text));
    const { code, err } = await run(['restore', file, '--yes'], url);
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(await contents(store)).toEqual({ 'person:1': 'b' });
  });

  it('is restored into an empty database without a question, and after one into another', async () => {
    const [from, to, file] = [freshUrl(), freshUrl(), join(folder, 'd.backup')];
    await (await kept(from)).keyv.set('person:1', 'a');
    await run(['backup', file], from);
    expect(await run(['restore', file], to)).toMatchObject({ code: 0 });
    const asked = (answer: string) => run(['restore', file], to, async () => answer);
    expect(await asked('no')).toMatchObject({ code: 2, err: 'Nothing was changed.\n' });
    expect(await asked('y')).toMatchObject({ code: 0 });
    const missing = await run(['restore', join(folder, 'nowhere.backup')], to);
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('There is no backup at') });
  });

  it('whose lists are older than what they name, as one of Redis may be, loses nothing', async () => {
    const [url, file] = [freshUrl(), join(folder, 'f.backup')];
    const store = await kept(url);
    const { results, ratings } = storesOf(store);
    const shown = shownRanking(ranking(), 1);
    const fields = { personId: '7', serverId: null, channelId: null, isReactable: true, ranking: shown };
    const result = await results.add(fields);
    await ratings.mark(result, '7', { rank: 1, verdict: 'fits', from: '👍' });
    await run(['backup', file], url);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const left = lines.slice(1, -1).filter((line) => !/"key":"(?:ratings|results)-of-/.test(line));
    expect(left.length).toBeLessThan(lines.length - 3);
    const count = JSON.stringify({ entries: left.length });
    writeFileSync(file, [lines[0], ...left, count, ''].join('\n'));
    const to = freshUrl();
    expect(await run(['restore', file], to)).toMatchObject({ code: 0 });
    const restored = await kept(to);
    const found = storesOf(restored);
    expect(await found.ratings.ofPerson('7')).toMatchObject([{ resultId: result.id }]);
    expect(await found.ratings.ofResult(result.id)).toMatchObject([{ personId: '7' }]);
    await found.ratings.removeOfPerson('7');
    await found.results.removeOfPerson('7');
    expect(Object.keys(await contents(restored)).filter((key) => /^rat|^results?:/.test(key))).toEqual([
      expect.stringContaining('ratings-removed:'),
    ]);
  });

  it('that cannot be written is one sentence', async () => {
    const url = freshUrl();
    await kept(url);
    const { code, err } = await run(['backup', join(folder, 'nowhere', 'c.backup')], url);
    expect(code).toBe(2);
    expect(err).toMatch(/cannot write/);
  });

  it('is not made of a database that is not there, as in another folder than the bot’s', async () => {
    const [url, file] = [freshUrl(), join(folder, 'e.backup')];
    const { code, err } = await run(['backup', file], url);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('There is no database at') });
    expect([existsSync(file), existsSync(url.slice('sqlite://'.length))]).toEqual([false, false]);
  });

  it('does not take the place of its own database', async () => {
    const url = freshUrl();
    const store = await kept(url);
    await store.keyv.set('person:1', 'a');
    const path = url.slice('sqlite://'.length);
    symlinkSync(path, join(folder, 'link'));
    for (const file of [path, `${path}-wal`, join(folder, '.', 'link')]) {
      const { code, err } = await run(['backup', file], url);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('is the database itself') });
    }
    expect(await contents(await kept(url))).toEqual({ 'person:1': 'a' });
  });
});

describe('store copy', () => {
  it.skipIf((noRedis ?? noPostgres) !== null)(
    `moves everything from SQLite to Redis, on to PostgreSQL, and back${(noRedis ?? noPostgres) ? ` (${noRedis ?? noPostgres})` : ''}`,
    async () => {
      const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
      onTestFinished(async () => {
        await Promise.all([redis.stop(), postgres.stop()]);
      });
      const places = [freshUrl(), redis.url, postgres.url, freshUrl()];
      const [from = '', ...next] = places;
      const source = await kept(from);
      // More than is read from any database at once, and what the bot itself writes.
      for (let at = 0; at < 300; at++) await source.keyv.set(`old:${at}`, { at, text: `%_:\u0000 🌙 ${at}` });
      await source.keyv.set('state:1', 'soon gone', 3_600_000);
      const wrote = createSettingsStore(createKeyValue(source));
      await wrote.setPersonPlaylist('1', { link: 'https://x.example/1', title: 'évening' });
      let last = from;
      for (const to of next) {
        expect(await run(['store', 'copy', last, to, '--json'])).toMatchObject({ code: 0 });
        const target = await kept(to);
        expect(await contents(target)).toEqual(await contents(source));
        for await (const { key, expires } of target.entries())
          expect(expires !== undefined, `${key} in ${to}`).toBe(key === 'state:1');
        const { playlist } = await createSettingsStore(createKeyValue(target)).ofPerson('1');
        expect(playlist?.title).toBe('évening');
        last = to;
      }
    },
    60_000,
  );

  it('says how much it left out because it cannot be read', async () => {
    const [from, to] = [freshUrl(), freshUrl()];
    const source = await kept(from);
    await source.keyv.set('person:1', 'a');
    await source.keyv.opts.store.set('scenescore-kept:person:2', '{"value":["a');
    const { code, out, err } = await run(['store', 'copy', from, to, '--json']);
    expect({ code, done: JSON.parse(out) }).toEqual({ code: 0, done: { entries: 2, damaged: 1 } });
    expect(err).toMatch(/^Left out 1 entry/);
  });

  it('writes over nothing, and wants two databases', async () => {
    const [from, to] = [freshUrl(), freshUrl()];
    await (await kept(from)).keyv.set('person:1', 'a');
    await (await kept(to)).keyv.set('person:2', 'b');
    expect(await run(['store', 'copy', from, to])).toMatchObject({ code: 2 });
    expect(await run(['store', 'copy', from, from])).toMatchObject({ code: 2 });
    const nowhere = join(folder, 'nowhere.sqlite');
    expect(await run(['store', 'copy', `sqlite://${nowhere}`, freshUrl()])).toMatchObject({ code: 2 });
    expect(existsSync(nowhere)).toBe(false);
    expect(await run(['store', 'copy', from, 'redis://127.0.0.1:1'])).toMatchObject({ code: 2 });
  });
});
