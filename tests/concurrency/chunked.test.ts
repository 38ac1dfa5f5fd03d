import { expect, it } from 'vitest';
import { mapChunked } from '../../src/concurrency/chunked.ts';

/** Keeps the thread busy for so long. */
function busyFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('gives what map would give', async () => {
  const list = Array.from({ length: 1_000 }, (_, at) => at);
  expect(await mapChunked(list, (item, at) => item * 2 + at)).toEqual(list.map((item, at) => item * 2 + at));
  expect(await mapChunked([], () => 1)).toEqual([]);
});

it('lets others have their turn while it works', async () => {
  let turns = 0;
  const ticking = setInterval(() => {
    turns++;
  }, 1);
  await mapChunked(Array.from({ length: 200 }), () => busyFor(0.5));
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(3);
});

it('fails as its work fails', async () => {
  const work = mapChunked([1, 2], (item) => {
    if (item === 2) throw new Error('no');
    return item;
  });
  await expect(work).rejects.toThrow('no');
});
