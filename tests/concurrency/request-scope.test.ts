import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBackgroundQueue, createLimit } from '../../src/concurrency/queues.ts';
import { bound, currentRequest, inRequest, requestIdForm } from '../../src/concurrency/request-scope.ts';
import { createLyricsQueue } from '../../src/services/lyrics/lyrics-queue.ts';
import { song } from '../support/pipeline.ts';

const here = (): string | undefined => currentRequest()?.id;

it('gives each request a short id of its own, known wherever it is at work', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(() =>
      inRequest(async (id) => {
        await turn();
        expect(here()).toBe(id);
        return id;
      }),
    ),
  );
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(requestIdForm);
  expect(here()).toBeUndefined();
});

it('stays with work that is called in another request', () => {
  const mine = inRequest(() => bound((suffix: string) => `${here()}${suffix}`), { id: 'mine0000' });
  expect(inRequest(() => mine('!'), { id: 'another0' })).toBe('mine0000!');
});

/** Two requests ask at once where only one may work at a time: the second starts when the first has ended. */
const oneAfterTheOther = (ask: () => Promise<string | undefined>) =>
  Promise.all([inRequest(ask, { id: 'first000' }), inRequest(ask, { id: 'second00' })]);

const slowly = async (): Promise<string | undefined> => {
  await turn();
  return here();
};

it('stays with calls that wait for their turn at a service', async () => {
  const limit = createLimit({ concurrency: 1 });
  expect(await oneAfterTheOther(() => limit(slowly))).toEqual(['first000', 'second00']);
});

it('stays with songs that wait at the lyrics desk', async () => {
  const service = {
    name: 'slow',
    atOnce: 1,
    find: async () => ({ kind: 'words' as const, text: (await slowly()) ?? 'lost' }),
  };
  const ask = createLyricsQueue([service]);
  const words = async () => {
    const { lyrics } = await ask(song('One'), {});
    return lyrics.kind === 'words' ? lyrics.text : undefined;
  };
  expect(await oneAfterTheOther(words)).toEqual(['first000', 'second00']);
});

it('stays with what is done behind the replies, and with what is said of its failure', async () => {
  const told: unknown[] = [];
  const behind = createBackgroundQueue({ maxWaiting: 9, onError: () => told.push(here()) });
  for (const id of ['first000', 'second00']) {
    inRequest(() => behind.add({}, () => slowly().then(() => Promise.reject(new Error(id)))), { id });
  }
  await behind.idle();
  expect(told).toEqual(['first000', 'second00']);
});
