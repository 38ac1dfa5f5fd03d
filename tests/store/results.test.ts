import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  createResultStore,
  resultLifeMs,
  shownRanking,
  shownRankingSchema,
} from '../../src/store/results.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const fields = (personId: string, serverId: string | null = 's1') => ({
  personId,
  serverId,
  channelId: 'c1',
  isReactable: true,
  ranking: shownRanking(ranking(), 5),
});

function setUp() {
  let now = 1_000;
  const store = createMemoryKeyValue({ now: () => now });
  const results = createResultStore(store, () => now);
  return {
    results,
    later: (ms: number) => {
      now += ms;
    },
  };
}

describe('results', () => {
  it('are found by id, by message, by person and among the recent, newest first', async () => {
    const { results, later } = setUp();
    const first = await results.add(fields('p1'));
    later(10);
    const second = await results.add(fields('p1'));
    await results.sent(first.id, 'm1');
    await results.sent(second.id, 'm2');
    expect(await results.find(first.id)).toMatchObject({ messageId: 'm1', createdAt: 1_000 });
    expect(await results.findByMessage('m2')).toMatchObject({ id: second.id });
    expect((await all(results.ofPerson('p1'))).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await results.recent(0)).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await results.recent(1_005)).map(({ id }) => id)).toEqual([second.id]);
  });

  it('are not among the recent without a message to react to', async () => {
    const { results } = setUp();
    await results.add(fields('p1'));
    const own = await results.add({ ...fields('p1'), isReactable: false });
    await results.sent(own.id, 'm9');
    expect(await results.recent(0)).toEqual([]);
  });

  it('expire after a month', async () => {
    const { results, later } = setUp();
    const { id } = await results.add(fields('p1'));
    await results.sent(id, 'm1');
    later(resultLifeMs + 1);
    expect(await results.find(id)).toBeNull();
    expect(await results.findByMessage('m1')).toBeNull();
    expect(await all(results.ofPerson('p1'))).toEqual([]);
  });

  it('that have expired are not counted among the deleted', async () => {
    const { results, later } = setUp();
    await results.add(fields('p1'));
    later(resultLifeMs - 10);
    await results.add(fields('p1'));
    later(20);
    expect(await all(results.ofPerson('p1'))).toHaveLength(1);
    expect(await results.removeOfPerson('p1')).toBe(1);
    expect(await results.removeOfPerson('p1')).toBe(0);
  });

  it('go with their person or their server, and leave no trace', async () => {
    const { results } = setUp();
    const mine = await results.add(fields('p1'));
    await results.sent(mine.id, 'm1');
    await results.add(fields('p2', null));
    expect(await results.removeOfPerson('p1')).toBe(1);
    expect(await results.findByMessage('m1')).toBeNull();
    expect(await results.removeOfServer('s1')).toBe(0);
    await results.add(fields('p3'));
    expect(await results.removeOfServer('s1')).toBe(1);
    expect(await all(results.ofPerson('p3'))).toEqual([]);
    expect(await all(results.ofPerson('p2'))).toHaveLength(1);
  });

  it('keep every one of many added at once', async () => {
    const { results } = setUp();
    await Promise.all(Array.from({ length: 30 }, () => results.add(fields('p1'))));
    expect(await all(results.ofPerson('p1'))).toHaveLength(30);
  });

  it('are read as older versions kept them, without certainty and with a feature that is gone', () => {
    const kept = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(JSON.stringify(shownRanking(ranking(), 2))));
    const older = JSON.parse(JSON.stringify(kept), (key, value) => {
      if (key === 'certainty' || key === 'evidence' || key === 'isGuess') return undefined;
      return key === 'features' ? { ...value, light: { fit: null, weight: 0.05, added: 0 } } : value;
    });
    expect(JSON.stringify(older)).not.toContain('certainty');
    const read = shownRankingSchema.parse(older);
    expect(read.matches).toHaveLength(2);
    for (const { reading, features } of [...read.matches, { ...read.scene, features: {} }]) {
      expect(reading).toMatchObject({ certainty: { valence: 0.5, energy: 0.5 }, evidence: [] });
      expect(features).not.toHaveProperty('light');
    }
  });
});
