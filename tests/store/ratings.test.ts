import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyValue } from '../../src/store/documents.ts';
import { createRatingStore } from '../../src/store/ratings.ts';
import type { Result } from '../../src/store/results.ts';
import { shownRanking } from '../../src/store/results.ts';
import { createMemoryKeyValue } from '../support/memory-key-value.ts';
import { ranking } from '../support/rankings.ts';

const result = (id = 'r1'): Result => ({
  id,
  personId: 'asker',
  serverId: null,
  channelId: null,
  messageId: null,
  isReactable: true,
  createdAt: 0,
  ranking: shownRanking(ranking(), 5),
});

/** A store, and the keys that anything was written to. */
function noting() {
  const memory = createMemoryKeyValue();
  const keys = new Set<string>();
  const store: KeyValue = {
    ...memory,
    set(key, ...rest) {
      keys.add(key);
      return memory.set(key, ...rest);
    },
    change(key, ...rest) {
      keys.add(key);
      return memory.change(key, ...rest);
    },
  };
  return { store, keys };
}

describe('ratings', () => {
  it('are one for each person, result and song: the latest mark that still stands', async () => {
    const ratings = createRatingStore(createMemoryKeyValue(), () => 5);
    await ratings.mark(result(), 'p', { rank: 1, verdict: 'fits', from: '1⃣' });
    await ratings.mark(result(), 'p', { rank: 1, verdict: 'does-not-fit', from: '👎' });
    expect(await ratings.latestMark('r1', 'p', 1)).toMatchObject({ verdict: 'does-not-fit' });
    expect(await ratings.unmark('r1', 'p', { rank: 1, from: '👎' })).toBe(true);
    expect(await ratings.unmark('r1', 'p', { rank: 1, from: '👎' })).toBe(false);
    expect(await ratings.latestMark('r1', 'p', 1)).toMatchObject({ verdict: 'fits' });
    await ratings.unmark('r1', 'p', { rank: 1, from: '1⃣' });
    expect(await ratings.latestMark('r1', 'p', 1)).toBeNull();
    expect(await ratings.ofPerson('p')).toEqual([]);
    expect(await ratings.ofResult('r1')).toEqual([]);
  });

  it('are found by server, a list for each member, until they are taken back, removed or the server left', async () => {
    const ratings = createRatingStore(createMemoryKeyValue());
    const here = (id: string) => ({ ...result(id), serverId: 's' });
    await ratings.mark(here('r1'), 'p', { rank: 1, verdict: 'fits', from: '👍' });
    await ratings.mark(here('r2'), 'p', { rank: 1, verdict: 'fits', from: '👍' });
    await ratings.mark(here('r1'), 'q', { rank: 2, verdict: 'fits', from: '2⃣' });
    await ratings.mark({ ...result('r3'), serverId: 't' }, 'p', { rank: 1, verdict: 'fits', from: '👍' });
    const rated = async () => (await ratings.ofServer('s')).map((of) => of.map(({ resultId }) => resultId));
    expect(await rated()).toEqual([['r1', 'r2'], ['r1']]);
    await ratings.unmark('r1', 'p', { rank: 1, from: '👍' });
    expect(await rated()).toEqual([['r2'], ['r1']]);
    await ratings.removeOfPerson('p');
    expect(await rated()).toEqual([['r1']]);
    await ratings.forgetServer('s');
    expect(await rated()).toEqual([]);
    expect(await ratings.ofPerson('q')).toHaveLength(1);
  });

  it('hold the feeling of the photo they were given for, and none of its words', async () => {
    const { store, keys } = noting();
    const ratings = createRatingStore(store);
    await ratings.mark(result(), 'p', { rank: 1, verdict: 'fits', from: '👍' });
    const { valence, energy, moods } = ranking().scene.reading;
    expect((await ratings.ofPerson('p'))[0]?.scene).toEqual({ valence, energy, moods });
    for (const key of keys) {
      const kept = JSON.stringify(await store.get(key));
      for (const word of ['boat', 'lake', 'evening', 'unhurried']) expect(kept).not.toContain(word);
    }
    // Older versions kept none of it.
    const key = [...keys].find((one) => one.startsWith('rating:')) ?? '';
    const { scene: _, ...older } = JSON.parse(JSON.stringify(await store.get(key)));
    await store.set(key, older);
    expect((await ratings.ofPerson('p'))[0]?.scene).toBeNull();
  });

  it('are not taken for a song that was not shown', async () => {
    const ratings = createRatingStore(createMemoryKeyValue());
    await ratings.mark(result(), 'p', { rank: 6, verdict: 'fits', from: '6⃣' });
    expect(await ratings.ofPerson('p')).toEqual([]);
  });

  it('can all be removed, whatever came before and at the same time', async () => {
    const act = fc.record({
      add: fc.boolean(),
      result: fc.integer({ min: 1, max: 2 }),
      rank: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const { store, keys } = noting();
        const ratings = createRatingStore(store);
        await Promise.all(
          acts.map(({ add, result: id, rank }) =>
            add
              ? ratings.mark(result(`r${id}`), 'somebody', { rank, verdict: 'fits', from: 'button' })
              : ratings.unmark(`r${id}`, 'somebody', { rank, from: 'button' }),
          ),
        );
        await ratings.removeOfPerson('somebody');
        for (const key of keys) {
          const value = JSON.stringify(await store.get(key)) ?? '';
          if (value !== '') expect(key + value).not.toContain('somebody');
        }
      }),
      { numRuns: 30 },
    );
  });

  it('know that they were removed, and from whom only for as long as results live', async () => {
    let now = 1_000;
    const store = createMemoryKeyValue({ now: () => now });
    const ratings = createRatingStore(store, () => now);
    await ratings.removeOfPerson('p');
    expect(await ratings.removedAt('p')).toBe(1_000);
    expect(await ratings.removedAt('q')).toBeNull();
    now += 31 * 86_400_000;
    expect(await ratings.removedAt('p')).toBeNull();
  });

  it('are read as older versions kept them, with a feature that is gone', async () => {
    const { store, keys } = noting();
    const ratings = createRatingStore(store);
    await ratings.mark(result(), 'p', { rank: 1, verdict: 'fits', from: '👍' });
    const before = await ratings.ofPerson('p');
    expect(before).toHaveLength(1);
    for (const key of keys) {
      const value = JSON.stringify((await store.get(key)) ?? null);
      const older = value.replaceAll('"words":{', '"light":{"fit":0.5,"weight":0.1,"added":0.05},"words":{');
      await store.set(key, JSON.parse(older));
    }
    const changed = await Promise.all([...keys].map((key) => store.get(key)));
    expect(JSON.stringify(changed)).toContain('"light"');
    expect(await ratings.ofPerson('p')).toEqual(before);
  });
});
