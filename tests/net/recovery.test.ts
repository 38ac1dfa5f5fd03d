import { expect, it, onTestFinished, vi } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import { createHttp } from '../../src/net/http.ts';
import { breakingHttp, createBreaker, retried } from '../../src/net/recovery.ts';
import { startLoopback } from '../support/loopback.ts';

const failure = (fields: { retryable: boolean; retryAfterMs?: number; status?: number }): ServiceError =>
  new ServiceError('no', { service: 's', ...fields });

function failing(times: number, error: Error): { work: () => Promise<string>; calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    work: async () => {
      calls++;
      if (calls <= times) throw error;
      return 'done';
    },
  };
}

it('asks again only when the error says so', async () => {
  const passing = failing(2, failure({ retryable: true }));
  expect(await retried(passing.work, { retries: 2, minDelayMs: 1 })).toBe('done');
  for (const error of [
    failure({ retryable: false }),
    new TypeError('fetch failed'),
    failure({ retryable: true, retryAfterMs: 86_000_000 }),
  ]) {
    const once = failing(9, error);
    await expect(retried(once.work, { retries: 3, minDelayMs: 1 })).rejects.toBe(error);
    expect(once.calls()).toBe(1);
  }
});

it('asks as often as it may, and no more', async () => {
  const error = failure({ retryable: true });
  const forever = failing(9, error);
  await expect(retried(forever.work, { retries: 3, minDelayMs: 1 })).rejects.toBe(error);
  expect(forever.calls()).toBe(4);
});

it('ends with the reason of the abort, also while it waits', async () => {
  const reason = new DOMException('enough', 'TimeoutError');
  for (const retryAfterMs of [0, 5_000]) {
    const controller = new AbortController();
    const waiting = failing(9, failure({ retryable: true, retryAfterMs }));
    setTimeout(() => controller.abort(reason), 20);
    const { signal } = controller;
    await expect(retried(waiting.work, { retries: 9, minDelayMs: 30, signal })).rejects.toBe(reason);
    expect(waiting.calls()).toBe(1);
  }
});

it('waits as long as the service asked', async () => {
  const asked = failing(1, failure({ retryable: true, retryAfterMs: 60 }));
  const order: string[] = [];
  const retrying = retried(asked.work, { retries: 1, minDelayMs: 1 }).then(() => order.push('answer'));
  // Timers of one process fire in the order of their ends.
  setTimeout(() => order.push('50 ms'), 50);
  await retrying;
  expect(order).toEqual(['50 ms', 'answer']);
});

it('opens after failures in a row, is tried again later, and closes on success', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const breaker = createBreaker({ service: 's', failures: 2, openMs: 1000 });
  const bad = (): Promise<never> => Promise.reject(failure({ retryable: true, status: 503 }));
  const good = async (): Promise<string> => 'ok';
  await expect(
    breaker.run(() => Promise.reject(failure({ retryable: false, status: 404 }))),
  ).rejects.toThrow();
  await expect(breaker.run(bad)).rejects.toMatchObject({ status: 503 });
  await expect(breaker.run(bad)).rejects.toMatchObject({ status: 503 });
  await expect(breaker.run(good)).rejects.toMatchObject({ service: 's', retryable: false });
  vi.setSystemTime(1001);
  await expect(breaker.run(bad)).rejects.toMatchObject({ status: 503 });
  await expect(breaker.run(good)).rejects.toMatchObject({ retryable: false });
  vi.setSystemTime(2002);
  expect(await breaker.run(good)).toBe('ok');
  expect(breaker.isOpen()).toBe(false);
});

it('opens for a service that refuses us or talks nonsense, and not for one that answers "no"', async () => {
  for (const [status, isOpen] of [
    [200, true],
    [401, true],
    [403, true],
    [404, false],
    [422, false],
  ] as const) {
    const breaker = createBreaker({ service: 's', failures: 2, openMs: 1000 });
    const work = (): Promise<never> => Promise.reject(failure({ retryable: false, status }));
    for (let times = 0; times < 3; times++) await expect(breaker.run(work)).rejects.toThrow();
    expect([status, breaker.isOpen()]).toEqual([status, isOpen]);
  }
});

it('leaves a host alone that is down, and no other; asks again when its time is over', async () => {
  let status = 503;
  const ill = await startLoopback(() => ({ status, json: {} }));
  const well = await startLoopback(() => ({ json: {} }));
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const http = breakingHttp(createHttp({ userAgent: 'test' }));
  const ask = (url: string) => http.request({ service: 'songs', url });
  for (let times = 0; times < 4; times++)
    await expect(ask(`${ill.url}/${times}`)).rejects.toMatchObject({ status: 503 });
  const resting = { service: 'songs', retryable: true, retryAfterMs: 30_000 };
  await expect(ask(`${ill.url}/other`)).rejects.toMatchObject(resting);
  expect(ill.seen).toHaveLength(4);
  expect(await ask(well.url)).toMatchObject({ status: 200 });
  status = 200;
  vi.setSystemTime(30_000);
  expect(await ask(ill.url)).toMatchObject({ status: 200 });
});

it('takes what a host says about one person or one playlist for an answer', async () => {
  for (const status of [401, 403, 404, 429]) {
    const server = await startLoopback(() => ({ status, json: {} }));
    const http = breakingHttp(createHttp({ userAgent: 'test' }));
    for (let times = 0; times < 6; times++)
      await expect(http.request({ service: 'songs', url: server.url })).rejects.toMatchObject({ status });
  }
});
