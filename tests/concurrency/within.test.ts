import { expect, it } from 'vitest';
import { within } from '../../src/concurrency/within.ts';

const never = new Promise<never>(() => undefined);

it('gives what comes in time, and what fails in time', async () => {
  expect(await within(1_000, Promise.resolve(7))).toBe(7);
  await expect(within(1_000, Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
});

it('gives up on silence', async () => {
  await expect(within(10, never)).rejects.toThrow('nothing came back within 10 ms');
});

it('hears what came while the process was held up', async () => {
  const answer = new Promise((resolve) => setTimeout(() => setImmediate(resolve, 'there'), 1));
  const waiting = within(20, answer);
  const until = performance.now() + 60;
  while (performance.now() < until);
  expect(await waiting).toBe('there');
});
