import { expect, it } from 'vitest';
import { createSingleFlight } from '../../src/concurrency/keyed-work.ts';

it('does identical work in flight once', async () => {
  const flight = createSingleFlight<number>();
  let runs = 0;
  const work = async (): Promise<number> => {
    runs++;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return runs;
  };
  expect(await Promise.all([flight('a', work), flight('a', work)])).toEqual([1, 1]);
  expect(await flight('a', work)).toBe(2);
});

it('does identical work once, and again for those who wait when the first caller is aborted', async () => {
  const flight = createSingleFlight<string>();
  const given = new AbortController();
  let times = 0;
  const work = (signal: AbortSignal | undefined) =>
    new Promise<string>((resolve, reject) => {
      times++;
      signal?.addEventListener('abort', () => reject(signal.reason));
      if (signal === undefined) resolve('done');
    });
  const first = flight('key', work, given.signal);
  const second = flight('key', work);
  const third = flight('key', work);
  expect(times).toBe(1);
  given.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  expect(await Promise.all([second, third])).toEqual(['done', 'done']);
  expect(times).toBe(2);
});

it('shares a failure with all who wait, and lets each of them give up alone', async () => {
  const flight = createSingleFlight<string>();
  const given = new AbortController();
  const first = flight('key', () => Promise.reject(new TypeError('broken')));
  const second = flight('key', () => Promise.resolve('never asked'));
  await expect(first).rejects.toThrow(TypeError);
  await expect(second).rejects.toThrow(TypeError);
  let finish: (answer: string) => void = () => undefined;
  const third = flight('key', () => new Promise((resolve) => (finish = resolve)));
  const impatient = flight('key', () => Promise.resolve('never asked'), given.signal);
  given.abort(new Error('enough'));
  await expect(impatient).rejects.toThrow('enough');
  finish('late');
  expect(await third).toBe('late');
});
