import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSteps } from '../../src/pipeline/steps.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('shows the first step at once, the newest of many after a while, and nothing without news', async () => {
  let state = 0;
  const shown: number[] = [];
  const steps = createSteps(async () => void shown.push(state), 2000);
  steps.step();
  expect(shown).toEqual([0]);
  for (state = 1; state <= 3; state++) {
    steps.step();
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(shown).toEqual([0]);
  await vi.advanceTimersByTimeAsync(500);
  expect(shown).toEqual([0, 4]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual([0, 4]);
  steps.step();
  expect(shown).toEqual([0, 4, 4]);
});

it('never shows twice at once, and leaves time between shows that take theirs', async () => {
  const starts: number[] = [];
  const steps = createSteps(async () => {
    starts.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }, 2000);
  steps.step();
  for (let at = 0; at < 100; at++) {
    steps.step();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(starts.map((start) => start - (starts[0] ?? 0))).toEqual([0, 4000, 8000]);
});

it('is over when stopped: what was being shown is waited for, its failure told', async () => {
  let finish: () => void = () => undefined;
  let times = 0;
  const steps = createSteps(async () => {
    times++;
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    throw new TypeError('broken');
  }, 10);
  steps.step();
  steps.step();
  const stopped = steps.stop();
  finish();
  await expect(stopped).rejects.toThrow(TypeError);
  steps.step();
  await vi.advanceTimersByTimeAsync(1000);
  expect(times).toBe(1);
});
