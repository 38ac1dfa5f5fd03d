import { expect, it } from 'vitest';
import { createFairQueue } from '../../src/concurrency/queues.ts';

it('gives every key a turn and keeps each one’s order', () => {
  const queue = createFairQueue<string>();
  const [a, b] = [{}, {}];
  for (const item of ['a1', 'a2', 'a3']) queue.add(a, item);
  queue.add(b, 'b1');
  queue.add(b, 'b2');
  queue.remove(a, 'a2');
  queue.remove({}, 'a2');
  expect(queue.size).toBe(4);
  const taken = Array.from({ length: 5 }, () => queue.take(() => true));
  expect(taken).toEqual(['a1', 'b1', 'a3', 'b2', undefined]);
});

it('passes over what does not fit without losing its place', () => {
  const queue = createFairQueue<number>();
  const key = {};
  for (const item of [1, 2, 3]) queue.add(key, item);
  expect(queue.take((item) => item > 1)).toBe(2);
  expect(queue.take(() => false)).toBeUndefined();
  expect([queue.take(() => true), queue.take(() => true), queue.size]).toEqual([1, 3, 0]);
});
