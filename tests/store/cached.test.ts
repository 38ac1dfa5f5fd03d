import { expect, it } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import { cached } from '../../src/store/cached.ts';
import { recordingCache } from '../support/songs.ts';

const down = new ServiceError('down', { service: 's', retryable: false });

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
