import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { endingAfter } from '../../src/concurrency/ending-after.ts';

const ended = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason), { once: true }));

it('fires although nobody holds it but those who wait, and memory is collected meanwhile', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const combined = AbortSignal.any([endingAfter(60), new AbortController().signal]);
  const collecting = setInterval(collect, 5);
  const late = new Promise((resolve) => setTimeout(() => resolve('never fired'), 5_000));
  const reason = await Promise.race([ended(combined), late]);
  clearInterval(collecting);
  expect(reason).toMatchObject({ name: 'TimeoutError' });
});

it('fires with those it is given, and with their reason', async () => {
  const person = new AbortController();
  const signal = endingAfter(60_000, undefined, person.signal);
  expect(signal.aborted).toBe(false);
  person.abort(new Error('changed my mind'));
  expect(signal.reason).toMatchObject({ message: 'changed my mind' });
  expect(endingAfter(60_000, person.signal).reason).toMatchObject({ message: 'changed my mind' });
});

it('may be asked for many times on one signal, and nobody takes that for a leak', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  const person = new AbortController();
  for (let times = 0; times < 30; times++) endingAfter(60_000, person.signal);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  person.abort();
  expect(warnings).toEqual([]);
});
