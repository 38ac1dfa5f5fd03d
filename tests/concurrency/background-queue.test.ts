import { expect, it } from 'vitest';
import { createBehind } from '../../src/concurrency/background-queue.ts';
import { createTogether } from '../../src/concurrency/together.ts';

/** A piece of work that ends when the test says so. */
function piece() {
  let finish: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { promise, finish };
}

it('works one piece at a time, owners in turn, and goes on after a failure', async () => {
  const failures: unknown[] = [];
  const behind = createBehind({ maxWaiting: 10, onTrouble: (error) => failures.push(error) });
  const order: string[] = [];
  let atOnce = 0;
  const work = (name: string) => async () => {
    expect(++atOnce).toBe(1);
    await Promise.resolve();
    atOnce--;
    order.push(name);
    if (name === 'b1') throw new Error('b1 failed');
  };
  const [a, b] = [{}, {}];
  for (const name of ['a1', 'a2', 'a3']) behind.add(a, work(name));
  for (const name of ['b1', 'b2']) behind.add(b, work(name));
  await behind.idle();
  expect(order).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  expect(failures).toHaveLength(1);
});

it('takes no more than it is allowed to hold, and leaves nothing running when closed', async () => {
  const behind = createBehind({ maxWaiting: 1 });
  const first = piece();
  let signal: AbortSignal | null = null;
  const begun: string[] = [];
  behind.add({}, async (given) => {
    signal = given;
    given.addEventListener('abort', first.finish);
    await first.promise;
  });
  expect(behind.add({}, async () => void begun.push('second'))).toBe(true);
  expect(behind.add({}, async () => void begun.push('third'))).toBe(false);
  await behind.close();
  expect(signal).toMatchObject({ aborted: true });
  expect(begun).toEqual([]);
  expect(behind.add({}, async () => undefined)).toBe(false);
});

it('makes room in a full line for those who have little in it, at the cost of who has the most', async () => {
  const behind = createBehind({ maxWaiting: 4 });
  const order: string[] = [];
  const first = piece();
  const work = (name: string) => async () => void order.push(name);
  const [a, b, c] = [{}, {}, {}];
  behind.add({}, () => first.promise);
  const taken = ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => behind.add(a, work(name)));
  expect(taken).toEqual([true, true, true, true, false]);
  expect(['b1', 'b2', 'b3'].map((name) => behind.add(b, work(name)))).toEqual([true, true, false]);
  expect(behind.add(c, work('c1'))).toBe(true);
  first.finish();
  await behind.idle();
  expect(order).toEqual(['a1', 'b1', 'c1', 'b2']);
});

it('does identical work once, and again for those whose forerunner gave up', async () => {
  const together = createTogether<string>();
  const given = new AbortController();
  let times = 0;
  const work = (signal: AbortSignal | undefined) =>
    new Promise<string>((resolve, reject) => {
      times++;
      signal?.addEventListener('abort', () => reject(signal.reason));
      if (signal === undefined) resolve('done');
    });
  const first = together('key', work, given.signal);
  const second = together('key', work);
  const third = together('key', work);
  expect(times).toBe(1);
  given.abort(new Error('enough'));
  await expect(first).rejects.toThrow('enough');
  expect(await Promise.all([second, third])).toEqual(['done', 'done']);
  expect(times).toBe(2);
});

it('shares a failure with all who wait, and lets each of them give up alone', async () => {
  const together = createTogether<string>();
  const given = new AbortController();
  const first = together('key', () => Promise.reject(new TypeError('broken')));
  const second = together('key', () => Promise.resolve('never asked'));
  await expect(first).rejects.toThrow(TypeError);
  await expect(second).rejects.toThrow(TypeError);
  const slow = piece();
  const third = together('key', () => slow.promise.then(() => 'late'));
  const impatient = together('key', () => Promise.resolve('never asked'), given.signal);
  given.abort(new Error('enough'));
  await expect(impatient).rejects.toThrow('enough');
  slow.finish();
  expect(await third).toBe('late');
});
