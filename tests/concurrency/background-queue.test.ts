import { expect, it } from 'vitest';
import { createBackgroundQueue } from '../../src/concurrency/queues.ts';

/** A piece of work that ends when the test says so. */
function piece() {
  let finish: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { promise, finish };
}

it('works one piece at a time, keys in turn, and goes on after a failure', async () => {
  const failures: unknown[] = [];
  const queue = createBackgroundQueue({ maxWaiting: 10, onError: (error) => failures.push(error) });
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
  for (const name of ['a1', 'a2', 'a3']) queue.add(a, work(name));
  for (const name of ['b1', 'b2']) queue.add(b, work(name));
  await queue.idle();
  expect(order).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  expect(failures).toHaveLength(1);
});

it('takes no more than it is allowed to hold, and leaves nothing running when closed', async () => {
  const queue = createBackgroundQueue({ maxWaiting: 1 });
  const first = piece();
  let signal: AbortSignal | null = null;
  const begun: string[] = [];
  queue.add({}, async (given) => {
    signal = given;
    given.addEventListener('abort', first.finish);
    await first.promise;
  });
  expect(queue.add({}, async () => void begun.push('second'))).toBe(true);
  expect(queue.add({}, async () => void begun.push('third'))).toBe(false);
  await queue.close();
  expect(signal).toMatchObject({ aborted: true });
  expect(begun).toEqual([]);
  expect(queue.add({}, async () => undefined)).toBe(false);
});
