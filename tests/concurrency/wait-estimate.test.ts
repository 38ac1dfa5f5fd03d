import { expect, it } from 'vitest';
import { createWaitEstimate } from '../../src/concurrency/wait-estimate.ts';

it('says nothing before three were done, then the usual time of the last twenty for each place', () => {
  const estimate = createWaitEstimate();
  for (const ms of [1_000, 1_000]) estimate.add(ms);
  expect(estimate.waitMs(1, 1)).toBeNull();
  estimate.add(90_000);
  expect(estimate.waitMs(1, 1)).toBe(1_000);
  expect(estimate.waitMs(6, 3)).toBe(2_000);
  for (let run = 0; run < 20; run++) estimate.add(50);
  expect(estimate.waitMs(2, 1)).toBe(100);
});

it('says nothing where nobody is at work', () => {
  const estimate = createWaitEstimate();
  for (let run = 0; run < 3; run++) estimate.add(1_000);
  expect(estimate.waitMs(1, 0)).toBeNull();
});
