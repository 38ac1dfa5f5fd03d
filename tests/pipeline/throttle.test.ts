import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createThrottle } from '../../src/pipeline/throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('works at the first request at once, once for many requests after a while, and not without one', async () => {
  let state = 0;
  const shown: number[] = [];
  const throttle = createThrottle(async () => void shown.push(state), 2000);
  throttle.request();
  expect(shown).toEqual([0]);
  for (state = 1; state <= 3; state++) {
    throttle.request();
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(shown).toEqual([0]);
  await vi.advanceTimersByTimeAsync(500);
  expect(shown).toEqual([0, 4]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown).toEqual([0, 4]);
  throttle.request();
  expect(shown).toEqual([0, 4, 4]);
});

it('never works twice at once, and rests longer after work that takes long', async () => {
  const starts: number[] = [];
  const throttle = createThrottle(async () => {
    starts.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }, 2000);
  throttle.request();
  for (let at = 0; at < 100; at++) {
    throttle.request();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(starts.map((start) => start - (starts[0] ?? 0))).toEqual([0, 4000, 8000]);
});

it('waits for the last work when stopped, and rejects with its failure', async () => {
  let finish: () => void = () => undefined;
  let times = 0;
  const throttle = createThrottle(async () => {
    times++;
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    throw new TypeError('broken');
  }, 10);
  throttle.request();
  throttle.request();
  const stopped = throttle.stop();
  finish();
  await expect(stopped).rejects.toThrow(TypeError);
  throttle.request();
  await vi.advanceTimersByTimeAsync(1000);
  expect(times).toBe(1);
});
