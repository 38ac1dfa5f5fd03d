import { expect, it } from 'vitest';
import { createLimit } from '../../src/concurrency/queues.ts';

it('keeps to the limit, and never starts what was given up while waiting', async () => {
  const limit = createLimit({ concurrency: 2 });
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
  };
  await Promise.all(Array.from({ length: 6 }, () => limit(work)));
  expect(most).toBe(2);
  const blockers = [limit(work), limit(work)];
  let started = false;
  const given = limit(async () => {
    started = true;
  }, AbortSignal.abort());
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  await Promise.all(blockers);
  expect(started).toBe(false);
});

it('lets keys take turns, so that one with much to do holds up nobody', async () => {
  const limit = createLimit({ concurrency: 1 });
  const order: string[] = [];
  const [long, short] = [{}, {}];
  const ask = (name: string, key?: object) => limit(async () => void order.push(name), undefined, key);
  const all = ['l1', 'l2', 'l3', 'l4'].map((name) => ask(name, long));
  const given = new AbortController();
  const gone = limit(async () => void order.push('gone'), given.signal, {});
  all.push(ask('s1', short), ask('s2', short), ask('nobody’s'));
  given.abort();
  await expect(gone).rejects.toMatchObject({ name: 'AbortError' });
  await Promise.all(all);
  expect(order).toEqual(['l1', 'l2', 's1', 'nobody’s', 'l3', 's2', 'l4']);
});

it('leaves a key its turn when its next work is given up', async () => {
  const limit = createLimit({ concurrency: 1 });
  const order: string[] = [];
  const [one, other] = [{}, {}];
  const given = new AbortController();
  const ask = (name: string, key: object, signal?: AbortSignal) =>
    limit(async () => void order.push(name), signal, key);
  const first = ask('first', {});
  const gone = ask('gone', one, given.signal);
  const rest = [ask('other', other), ask('one', one)];
  given.abort();
  await expect(gone).rejects.toMatchObject({ name: 'AbortError' });
  await Promise.all([first, ...rest]);
  expect(order).toEqual(['first', 'one', 'other']);
});
