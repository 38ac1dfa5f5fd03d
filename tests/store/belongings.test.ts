/** What is kept of a person is all found, whatever there is of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeyValue, openKept } from '../../src/store/key-value.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore } from '../../src/store/results.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { count, fields, findsAll, holding, seed, state } from './belongings.ts';

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

describe('in memory', () => findsAll(async () => createMemoryKeyValue()));

describe('in SQLite', () => findsAll(async () => createKeyValue(await opened(file()))));

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
