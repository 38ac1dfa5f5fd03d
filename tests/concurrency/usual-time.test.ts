import { expect, it } from 'vitest';
import { createUsualTime } from '../../src/concurrency/usual-time.ts';

it('says nothing before three were done, then the usual time of the last twenty for each place', () => {
  const usual = createUsualTime();
  for (const ms of [1_000, 1_000]) usual.took(ms);
  expect(usual.waitMs(1, 1)).toBeNull();
  usual.took(90_000);
  expect(usual.waitMs(1, 1)).toBe(1_000);
  expect(usual.waitMs(6, 3)).toBe(2_000);
  for (let run = 0; run < 20; run++) usual.took(50);
  expect(usual.waitMs(2, 1)).toBe(100);
});

it('says nothing where nobody is at work', () => {
  const usual = createUsualTime();
  for (let run = 0; run < 3; run++) usual.took(1_000);
  expect(usual.waitMs(1, 0)).toBeNull();
});
