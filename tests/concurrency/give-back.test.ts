import { expect, it } from 'vitest';
import { giveMemoryBack } from '../../src/concurrency/give-back.ts';

it('collects what nobody holds any more', () => {
  let held: object[] | null = Array.from({ length: 500_000 }, (_, at) => ({ at }));
  const before = process.memoryUsage().heapUsed;
  expect(held).toHaveLength(500_000);
  held = null;
  giveMemoryBack();
  expect(process.memoryUsage().heapUsed).toBeLessThan(before - 10_000_000);
});
