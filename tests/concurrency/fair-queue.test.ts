import { expect, it } from 'vitest';
import { createFairQueue, createLimit } from '../../src/concurrency/queues.ts';
import { inRequest } from '../../src/concurrency/request-scope.ts';

type Item = { name: string };

const named = (...names: string[]): Item[] => names.map((name) => ({ name }));
const namesOf = (items: readonly (Item | undefined)[]) => items.map((item) => item?.name);

it('gives every key a turn and keeps each one’s order', () => {
  const queue = createFairQueue<Item>();
  const [one, two, three] = named('a1', 'a2', 'a3');
  for (const item of [one, two, three]) if (item) queue.add(['a'], item);
  for (const item of named('b1', 'b2')) queue.add(['b'], item);
  queue.remove((item) => item === two);
  queue.remove(({ name }) => name === 'never added');
  expect(queue.size).toBe(4);
  const expected = ['a1', 'b1', 'a3', 'b2'];
  expect(namesOf(queue.inOrder())).toEqual(expected);
  expect(namesOf(Array.from({ length: 5 }, () => queue.take()))).toEqual([...expected, undefined]);
  expect(queue.size).toBe(0);
});

it('lets servers take turns, then the people of each', () => {
  const queue = createFairQueue<Item>();
  for (const item of named('x1', 'x2', 'x3')) queue.add(['large', 'x'], item);
  for (const item of named('y1')) queue.add(['large', 'y'], item);
  for (const item of named('z1', 'z2')) queue.add(['small', 'z'], item);
  expect(namesOf(queue.inOrder())).toEqual(['x1', 'z1', 'y1', 'z2', 'x2', 'x3']);
});

it('passes over what does not fit without losing its place', () => {
  const queue = createFairQueue<Item>();
  for (const item of named('1', '2', '3')) queue.add(['a'], item);
  expect(queue.take(({ name }) => name === '2')?.name).toBe('2');
  expect(queue.take(() => false)).toBeUndefined();
  expect(namesOf([queue.take(), queue.take()])).toEqual(['1', '3']);
});

it('when it is full drops the last of those who have most, never an outsider', () => {
  const queue = createFairQueue<Item>(3);
  for (const [at, item] of named('a1', 'a2', 'a3').entries()) {
    expect(queue.add(['a', at], item)).toBeUndefined();
  }
  // A fourth of the same is the one too many; an outsider takes the place of the last.
  expect(queue.add(['a', 3], { name: 'a4' })?.name).toBe('a4');
  expect(queue.add(['b', 0], { name: 'b1' })?.name).toBe('a3');
  expect(namesOf(queue.inOrder())).toEqual(['a1', 'b1', 'a2']);
  expect(queue.size).toBe(3);
});

it('serves an outsider within two of 70 people of one server with ten items each', async () => {
  const limit = createLimit({ concurrency: 1 });
  const served: string[] = [];
  const ask = (server: string, person: string) =>
    inRequest(() => limit(async () => void served.push(server)), { server, person });
  const crowd = Array.from({ length: 700 }, (_, at) => ask('crowd', `person ${at % 70}`));
  await Promise.all([...crowd, ask('other', 'outsider')]);
  expect(served.indexOf('other')).toBeLessThanOrEqual(2);
});
