/** What is kept of a person is all found, whatever there is of it, in every engine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refineState } from '../../src/pipeline/refine/refine.ts';
import { workOnMany } from '../../src/store/documents.ts';
import { createKeyValue, type KeyValue, openKept } from '../../src/store/key-value.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore, shownRanking } from '../../src/store/results.ts';
import { noPostgres, noRedis, startPostgres, startRedis } from '../support/database-servers.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

const shown = shownRanking(ranking(), 1);
const state = refineState(ranking());

/** More than any list ever held. */
const many = 620;

const fields = (personId: string, serverId: string | null = 's') => ({
  personId,
  serverId,
  channelId: null,
  isReactable: true,
  ranking: shown,
});

async function opened(url: string): Promise<OpenStore> {
  const open = await openStore({ url, area: 'kept' });
  onTestFinished(() => open.close());
  return open;
}

function file(): string {
  const dir = mkdtempSync(join(tmpdir(), 'scenescore-belongings-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return `sqlite://${join(dir, 'kept.sqlite')}`;
}

async function served(start: typeof startRedis): Promise<KeyValue> {
  const server = await start();
  onTestFinished(() => server.stop());
  return createKeyValue(await opened(server.url));
}

const engines = [
  { name: 'memory', missing: null, make: async () => createMemoryKeyValue() },
  { name: 'SQLite', missing: null, make: async () => createKeyValue(await opened(file())) },
  { name: 'Redis', missing: noRedis, make: () => served(startRedis) },
  { name: 'PostgreSQL', missing: noPostgres, make: () => served(startPostgres) },
];

async function seed(store: KeyValue, personId: string, count: number): Promise<void> {
  const [results, ratings] = [createResultStore(store), createRatingStore(store)];
  for (let at = 0; at < count; at++) {
    const result = await results.add(fields(personId, at % 2 === 0 ? 's' : 't'));
    await results.keepState(result, state);
    await ratings.mark(result, personId, { rank: 1, verdict: 'fits', from: 'button' });
  }
}

/** Keys that hold this, in the key or the value. */
async function holding(store: KeyValue, word: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key, value } of store.entries())
    if (key.includes(word) || JSON.stringify(value).includes(word)) found.push(key);
  return found;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const count = async (items: AsyncIterable<unknown>): Promise<number> => (await all(items)).length;

/** Made once: what takes its time is not the engine's. */
const seeded = (async () => {
  const store = createMemoryKeyValue();
  await seed(store, 'ada-1', many);
  await seed(store, 'bob-1', 2);
  return store;
})();

describe.each(engines)('in $name', ({ missing, make }) => {
  it.skipIf(missing !== null)(
    `all ${many} answers are listed and deleted, by person and by server`,
    async () => {
      const store = await make();
      await workOnMany(await all((await seeded).entries()), ({ key, value }) => store.set(key, value));
      const [results, ratings] = [createResultStore(store), createRatingStore(store)];
      expect(await count(results.ofPerson('ada-1'))).toBe(many);
      expect(await count(results.statesOfPerson('ada-1'))).toBe(many);
      expect(await count(ratings.each('ada-1'))).toBe(many);
      expect(await results.removeOfServer('t')).toBe(many / 2 + 1);
      expect(await count(results.ofPerson('ada-1'))).toBe(many / 2);
      expect(await results.removeOfPerson('ada-1')).toBe(many / 2);
      expect(await ratings.removeOfPerson('ada-1')).toBe(many);
      expect(await holding(store, 'ada-1')).toEqual([]);
      expect(await count(results.ofPerson('bob-1'))).toBe(1);
    },
    120_000,
  );
});

it('also where the index itself was damaged', async () => {
  const open = await opened(file());
  const store = createKeyValue(open);
  const [results, ratings] = [createResultStore(store), createRatingStore(store)];
  await seed(store, 'ada-1', 3);
  for (const key of ['results-of-person:ada-1', 'ratings-of-person:ada-1', 'people-of-server:s'])
    await open.keyv.opts.store.set(`scenescore-kept:${key}`, '{"value":[{"id":');
  // Written over: what was there is set aside, not forgotten.
  await seed(store, 'ada-1', 1);
  expect(await count(results.ofPerson('ada-1'))).toBe(4);
  expect(await results.removeOfServer('s')).toBe(3);
  expect(await results.removeOfPerson('ada-1')).toBe(1);
  expect(await ratings.removeOfPerson('ada-1')).toBe(4);
  expect(await holding(store, 'ada-1')).toEqual([]);
});

it('of more than a person may keep the oldest go, with all that names them', async () => {
  const store = createMemoryKeyValue();
  const results = createResultStore(store);
  const big = { ...state, wishes: ['x'.repeat(6_500_000)] };
  const ids: string[] = [];
  for (let at = 0; at < 7; at++) {
    const result = await results.add(fields('ada-1'));
    await results.keepState(result, big);
    ids.push(result.id);
  }
  const kept: string[] = [];
  for await (const { id } of results.statesOfPerson('ada-1')) kept.push(id);
  expect(kept).toEqual(ids.slice(-4).toReversed());
  expect((await holding(store, 'result-state')).length).toBe(4);
  // More than fits into a file is not kept at all.
  const last = await results.add(fields('ada-1'));
  await results.keepState(last, { ...state, wishes: ['x'.repeat(7_500_000)] });
  expect(await results.state(last.id)).toBeNull();
});

it('takes over what an older program kept, also what its lists forgot', async () => {
  const url = file();
  const open = await opened(url);
  const old = createKeyValue(open);
  await seed(old, 'ada-1', 3);
  for (const key of [
    'results-of-person:ada-1',
    'states-of-person:ada-1',
    'people-of-server:s',
    'people-of-server:t',
  ])
    await old.delete(key);
  await old.set('results:person-ada-1', ['gone']);
  const now = await openKept(url);
  onTestFinished(() => now.close());
  const store = createKeyValue(now);
  const results = createResultStore(store);
  expect(await count(results.ofPerson('ada-1'))).toBe(3);
  expect(await results.removeOfServer('s')).toBe(2);
  expect(await results.removeOfPerson('ada-1')).toBe(1);
  await createRatingStore(store).removeOfPerson('ada-1');
  expect(await holding(store, 'ada-1')).toEqual([]);
});
