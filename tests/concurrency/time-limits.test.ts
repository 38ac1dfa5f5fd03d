import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { timeoutSignal, withSignal, withTimeLimit, withTimeout } from '../../src/concurrency/time-limits.ts';

const reasonOf = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason), { once: true }));

const never = new Promise<never>(() => undefined);

it('withTimeout gives what comes in time, and what fails in time', async () => {
  expect(await withTimeout(60_000, Promise.resolve(7))).toBe(7);
  await expect(withTimeout(60_000, Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
});

it('withTimeout gives up on silence', async () => {
  await expect(withTimeout(10, never)).rejects.toThrow('nothing came back within 10 ms');
});

it('withTimeout still takes an answer that came while the process was busy', async () => {
  const answer = new Promise((resolve) => setTimeout(() => setImmediate(resolve, 'there'), 1));
  const waiting = withTimeout(20, answer);
  const until = performance.now() + 60;
  while (performance.now() < until);
  expect(await waiting).toBe('there');
});

it('withSignal gives what comes before the signal, and rejects with its reason at once', async () => {
  const person = new AbortController();
  expect(await withSignal(Promise.resolve(7), undefined)).toBe(7);
  expect(await withSignal(Promise.resolve(7), person.signal)).toBe(7);
  await expect(withSignal(Promise.reject(new RangeError('no')), person.signal)).rejects.toThrow(RangeError);
  const waiting = withSignal(never, person.signal);
  person.abort(new Error('changed my mind'));
  await expect(waiting).rejects.toThrow('changed my mind');
  await expect(withSignal(never, person.signal)).rejects.toThrow('changed my mind');
});

it('timeoutSignal fires although only those who wait hold it, while garbage is collected', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const reason = reasonOf(AbortSignal.any([timeoutSignal(60), new AbortController().signal]));
  const collecting = setInterval(collect, 5);
  expect(await reason).toMatchObject({ name: 'TimeoutError' });
  clearInterval(collecting);
});

it('timeoutSignal fires with the signals it is given, and with their reason', async () => {
  const person = new AbortController();
  const signal = timeoutSignal(60_000, undefined, person.signal);
  expect(signal.aborted).toBe(false);
  person.abort(new Error('changed my mind'));
  expect(signal.reason).toMatchObject({ message: 'changed my mind' });
  expect(timeoutSignal(60_000, person.signal).reason).toMatchObject({ message: 'changed my mind' });
});

it('withTimeLimit tells the work when its time is over, and who else ended it', async () => {
  await expect(withTimeLimit(10, (signal) => withSignal(never, signal))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  const person = new AbortController();
  const work = withTimeLimit(60_000, (signal) => withSignal(never, signal), undefined, person.signal);
  person.abort(new Error('changed my mind'));
  await expect(work).rejects.toThrow('changed my mind');
});

it('withTimeLimit keeps nothing of work that is done, neither a timer nor a listener', async () => {
  vi.useFakeTimers();
  const closing = new AbortController();
  const outcomes = await Promise.allSettled([
    withTimeLimit(600_000, async (signal) => signal.aborted, closing.signal),
    withTimeLimit(600_000, () => Promise.reject(new RangeError('no')), closing.signal),
  ]);
  expect(outcomes).toMatchObject([{ value: false }, { reason: { message: 'no' } }]);
  expect(vi.getTimerCount()).toBe(0);
  expect(getEventListeners(closing.signal, 'abort')).toEqual([]);
  vi.useRealTimers();
});

it.each([
  ['timeoutSignal', (signal: AbortSignal) => timeoutSignal(60_000, signal)],
  ['withSignal', (signal: AbortSignal) => withSignal(never, signal).catch(() => undefined)],
])('%s warns of no leak however often it is given one signal', async (_, listen) => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  const person = new AbortController();
  for (let times = 0; times < 30; times++) listen(person.signal);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  person.abort();
  expect(warnings).toEqual([]);
});
