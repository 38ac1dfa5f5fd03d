import { expect, it } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import { cached } from '../../src/support/cached.ts';
import { firstGood } from '../../src/support/fallback.ts';
import { recordingCache } from './songs.ts';

const down = new ServiceError('down', { service: 's', retryable: false });

it('asks on after failures and answers that are not good, and tells who failed', async () => {
  const told: string[] = [];
  const ask = async (name: string): Promise<number> => {
    if (name === 'broken') throw down;
    return name.length;
  };
  const result = await firstGood(['broken', 'a', 'abc', 'never'], ask, {
    isGood: (length) => length > 1,
    onFailure: (name) => told.push(name),
  });
  expect(result).toEqual({ answer: 3, from: 'abc', failures: [{ source: 'broken', error: down }] });
  expect(told).toEqual(['broken']);
  expect((await firstGood(['broken'], ask)).answer).toBeUndefined();
});

it('does not fall back from aborts and bugs', async () => {
  for (const error of [new DOMException('over', 'AbortError'), new TypeError('bug')]) {
    let asked = 0;
    const ask = async (): Promise<never> => {
      asked++;
      throw error;
    };
    await expect(firstGood(['a', 'b'], ask)).rejects.toBe(error);
    expect(asked).toBe(1);
  }
});

it('asks the same question once for as long as the answer keeps', async () => {
  const cache = recordingCache();
  let asked = 0;
  const double = cached(
    async (n: number, why: string) => {
      if (why === 'fail') throw down;
      return ++asked && n * 2;
    },
    {
      cache,
      key: (n) => `double:${n}`,
      ttlMs: (answer) => (answer > 0 ? 1000 : 0),
      parse: (stored) => (typeof stored === 'number' ? stored : undefined),
    },
  );
  await expect(double(1, 'fail')).rejects.toBe(down);
  expect([await double(1, 'ask'), await double(1, 'ask'), asked]).toEqual([2, 2, 1]);
  expect([await double(0, 'ask'), await double(0, 'ask'), asked]).toEqual([0, 0, 3]);
  cache.entries.set('double:1', { value: 'rubbish', ttlMs: 1 });
  expect([await double(1, 'ask'), asked]).toEqual([2, 4]);
});
