import { expect, it } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import type { Lyrics } from '../../src/pipeline/ports.ts';
import { createLyricsQueue, type LyricsService } from '../../src/services/lyrics/lyrics-queue.ts';
import { aSong } from '../support/songs.ts';

const none: Lyrics = { kind: 'none' };
const words: Lyrics = { kind: 'words', text: 'words' };

type Held = { title: string; answer: (lyrics: Lyrics | Error) => Promise<void> };

/** Lets everything that waits have its turn. */
const turn = () => new Promise((done) => setImmediate(done));

/** A service that answers when the test says so. */
function held(name: string, atOnce: number): LyricsService & { open: Held[]; asked: string[] } {
  const open: Held[] = [];
  const asked: string[] = [];
  return {
    name,
    atOnce,
    open,
    asked,
    find: ({ title }) =>
      new Promise((resolve, reject) => {
        asked.push(title);
        open.push({
          title,
          answer: async (lyrics) => {
            if (lyrics instanceof Error) reject(lyrics);
            else resolve(lyrics);
            open.splice(
              open.findIndex((one) => one.title === title),
              1,
            );
            await turn();
          },
        });
      }),
  };
}

const titles = (service: { open: Held[] }): string[] => service.open.map(({ title }) => title);

it('gives a lone song to the first choice, and to the second only when that has nothing', async () => {
  const [slow, fast] = [held('slow', 2), held('fast', 5)];
  const ask = createLyricsQueue([slow, fast]);
  const found = ask(aSong({ title: 'a' }), {});
  await turn();
  expect([titles(slow), titles(fast)]).toEqual([['a'], []]);
  await slow.open[0]?.answer(none);
  expect([titles(slow), titles(fast)]).toEqual([[], ['a']]);
  await fast.open[0]?.answer(words);
  expect(await found).toEqual({ lyrics: words, failed: [] });
});

it('keeps every slot busy when there is much to do, and never asks twice', async () => {
  const [slow, fast] = [held('slow', 1), held('fast', 2)];
  const ask = createLyricsQueue([slow, fast]);
  const found = Promise.all(['a', 'b', 'c', 'd', 'e'].map((title) => ask(aSong({ title }), {})));
  await turn();
  expect([titles(slow), titles(fast)]).toEqual([['a'], ['b', 'c']]);
  await fast.open[0]?.answer(words);
  expect([titles(slow), titles(fast)]).toEqual([['a'], ['c', 'd']]);
  await fast.open[0]?.answer(none);
  // "c" was not there: the other service will be asked about it, the fast one goes on.
  expect([titles(slow), titles(fast)]).toEqual([['a'], ['d', 'e']]);
  await slow.open[0]?.answer(words);
  expect(titles(slow)).toEqual(['c']);
  for (const service of [slow, fast, fast]) await service.open[0]?.answer(words);
  expect((await found).every(({ lyrics }) => lyrics === words)).toBe(true);
  expect([slow.asked, fast.asked]).toEqual([
    ['a', 'c'],
    ['b', 'c', 'd', 'e'],
  ]);
});

it('asks a quicker service too when it has nothing else to do; the first answer counts, and the other call ends', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const slow = { ...held('slow', 1) };
  const find = slow.find;
  slow.find = (song, options) => {
    signals.push(options?.signal);
    return find(song, options);
  };
  const fast = held('fast', 2);
  const ask = createLyricsQueue([slow, fast]);
  const found = ['a', 'b', 'c', 'd'].map((title) => ask(aSong({ title }), {}));
  await turn();
  expect([titles(slow), titles(fast)]).toEqual([['a'], ['b', 'c']]);
  await fast.open[0]?.answer(words);
  await fast.open[0]?.answer(words);
  // Nothing waits: "a" is asked of the quick one too.
  expect([titles(slow), titles(fast)]).toEqual([['a'], ['d', 'a']]);
  await fast.open[1]?.answer(words);
  expect(await found[0]).toEqual({ lyrics: words, failed: [] });
  expect(signals[0]?.aborted).toBe(true);
  // The slow one keeps its slot until it has answered.
  const next = ask(aSong({ title: 'e' }), {});
  await fast.open[0]?.answer(words);
  expect([titles(slow), titles(fast)]).toEqual([['a'], ['e']]);
  await slow.open[0]?.answer(words);
  await fast.open[0]?.answer(words);
  expect(await next).toEqual({ lyrics: words, failed: [] });
  expect([slow.asked, fast.asked]).toEqual([['a'], ['b', 'c', 'd', 'a', 'e']]);
});

it('waits for the slower one where the quicker one found nothing', async () => {
  const [slow, fast] = [held('slow', 1), held('fast', 1)];
  const ask = createLyricsQueue([slow, fast]);
  const found = ['a', 'b'].map((title) => ask(aSong({ title }), {}));
  await turn();
  await fast.open[0]?.answer(words);
  await fast.open[0]?.answer(none);
  expect([titles(slow), titles(fast)]).toEqual([['a'], []]);
  await slow.open[0]?.answer(words);
  expect(await found[0]).toEqual({ lyrics: words, failed: [] });
});

it('sends a service what the others did not have before what they may have', async () => {
  const [slow, fast] = [held('slow', 1), held('fast', 1)];
  const ask = createLyricsQueue([slow, fast]);
  for (const title of ['a', 'b', 'c', 'd', 'e']) void ask(aSong({ title }), {});
  await turn();
  await fast.open[0]?.answer(none);
  await slow.open[0]?.answer(words);
  expect([slow.asked, fast.asked]).toEqual([
    ['a', 'b'],
    ['b', 'c'],
  ]);
});

it('lets runs take turns', async () => {
  const service = held('s', 1);
  const ask = createLyricsQueue([service]);
  const [long, short] = [{ signal: new AbortController().signal }, { signal: new AbortController().signal }];
  for (const title of ['l1', 'l2', 'l3', 'l4']) void ask(aSong({ title }), long);
  for (const title of ['s1', 's2']) void ask(aSong({ title }), short);
  await turn();
  for (let times = 0; times < 6; times++) await service.open[0]?.answer(words);
  expect(service.asked).toEqual(['l1', 'l2', 's1', 'l3', 's2', 'l4']);
});

it('names who failed, and lets bugs through', async () => {
  const [broken, well] = [held('broken', 1), held('well', 1)];
  const ask = createLyricsQueue([broken, well]);
  const found = ask(aSong({ title: 'a' }), {});
  await turn();
  await broken.open[0]?.answer(new ServiceError('down', { service: 's', retryable: true }));
  await well.open[0]?.answer(none);
  expect(await found).toEqual({ lyrics: none, failed: [broken] });
  const bug = ask(aSong({ title: 'b' }), {});
  bug.catch(() => undefined);
  await turn();
  await broken.open[0]?.answer(new RangeError('bug'));
  await expect(bug).rejects.toThrow(RangeError);
});

it('gives up at once when the run does, waiting or asked, and forgets the song', async () => {
  const [one, other] = [held('one', 1), held('other', 1)];
  const ask = createLyricsQueue([one, other]);
  const run = new AbortController();
  const found = ['a', 'b', 'waiting'].map((title) => ask(aSong({ title }), { signal: run.signal }));
  await turn();
  run.abort();
  for (const each of found) await expect(each).rejects.toMatchObject({ name: 'AbortError' });
  await expect(ask(aSong({ title: 'late' }), { signal: run.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  // Services that take no notice of the signal answer later: nobody is sent on with that.
  await one.open[0]?.answer(none);
  await other.open[0]?.answer(none);
  expect([one.asked, other.asked]).toEqual([['a'], ['b']]);
  void ask(aSong({ title: 'next' }), {});
  await turn();
  expect(one.asked).toEqual(['a', 'next']);
});
