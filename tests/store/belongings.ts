/** What is kept of a person is all found, whatever there is of it: the same for every engine. */
import { expect, it } from 'vitest';
import { refineState } from '../../src/pipeline/refine/refine.ts';
import { type KeyValue, workOnMany } from '../../src/store/documents.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import { createResultStore, shownRanking } from '../../src/store/results.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

const shown = shownRanking(ranking(), 1);
export const state = refineState(ranking());

/** More than any list ever held. */
const many = 620;

export const fields = (personId: string, serverId: string | null = 's') => ({
  personId,
  serverId,
  channelId: null,
  isReactable: true,
  ranking: shown,
});

export async function seed(store: KeyValue, personId: string, count: number): Promise<void> {
  const [results, ratings] = [createResultStore(store), createRatingStore(store)];
  for (let at = 0; at < count; at++) {
    const result = await results.add(fields(personId, at % 2 === 0 ? 's' : 't'));
    await results.keepState(result, state);
    await ratings.mark(result, personId, { rank: 1, verdict: 'fits', from: 'button' });
  }
}

/** Keys that hold this, in the key or the value. */
export async function holding(store: KeyValue, word: string): Promise<string[]> {
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

export const count = async (items: AsyncIterable<unknown>): Promise<number> => (await all(items)).length;

/** Made once: what takes its time is not the engine's. */
const seeded = (async () => {
  const store = createMemoryKeyValue();
  await seed(store, 'ada-1', many);
  await seed(store, 'bob-1', 2);
  return store;
})();

/** `make`: an empty store of the engine. */
export function findsAll(make: () => Promise<KeyValue>): void {
  it(`all ${many} answers are listed and deleted, by person and by server`, async () => {
    const store = await make();
    await workOnMany(await all((await seeded).entries()), ({ key, value }) => store.set(key, value));
    const [results, ratings] = [createResultStore(store), createRatingStore(store)];
    expect(await count(results.ofPerson('ada-1'))).toBe(many);
    expect(await count(results.statesOfPerson('ada-1'))).toBe(many);
    expect(await count(ratings.readEach('ada-1'))).toBe(many);
    expect(await results.removeOfServer('t')).toBe(many / 2 + 1);
    expect(await count(results.ofPerson('ada-1'))).toBe(many / 2);
    expect(await results.removeOfPerson('ada-1')).toBe(many / 2);
    expect(await ratings.removeOfPerson('ada-1')).toBe(many);
    expect(await holding(store, 'ada-1')).toEqual([]);
    expect(await count(results.ofPerson('bob-1'))).toBe(1);
  }, 120_000);
}
