import { expect, it } from 'vitest';
import { ServiceError } from '../../src/errors.ts';
import type { Notice } from '../../src/model/notice.ts';
import type { Lyrics } from '../../src/pipeline/ports.ts';
import { createLyricsChain } from '../../src/services/lyrics/lyrics.ts';
import type { LyricsService } from '../../src/services/lyrics/lyrics-queue.ts';
import { aSong, recordingCache } from '../support/songs.ts';

const none: Lyrics = { kind: 'none' };
const words: Lyrics = { kind: 'words', text: 'some words of the song' };
const down = new ServiceError('down', { service: 's', retryable: true });

function source(name: string, answer: Lyrics | Error): LyricsService & { asked: string[] } {
  const asked: string[] = [];
  return {
    name,
    atOnce: 1,
    asked,
    find: async ({ title }) => {
      asked.push(title);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

const song = aSong({ title: 'Rain' });

it('asks in order and stops at the first who knows', async () => {
  const [first, second, third] = [source('f', none), source('LRCLIB', words), source('Genius', words)];
  const chain = createLyricsChain({ services: [first, second, third], cache: recordingCache() });
  expect(await chain.find(song)).toEqual(words);
  expect([first, second, third].map(({ asked }) => asked.length)).toEqual([1, 1, 0]);
});

it('remembers for a day that there is nothing, and longer that there are no words, but never the words', async () => {
  const cache = recordingCache();
  for (const [answer, days] of [
    [none, 1],
    [{ kind: 'instrumental' }, 30],
  ] as const) {
    const service = source(`S${days}`, answer);
    const chain = createLyricsChain({ services: [service], cache });
    expect([await chain.find(song), await chain.find(song)]).toEqual([answer, answer]);
    expect(service.asked).toHaveLength(1);
    expect([...cache.entries.values()].at(-1)?.ttlMs).toBe(days * 86_400_000);
  }
  const kept = cache.entries.size;
  const talker = source('T', words);
  await createLyricsChain({ services: [talker], cache }).find(song);
  expect(cache.entries.size).toBe(kept);
  expect(JSON.stringify([...cache.entries])).not.toContain('some words');
});

it('asks another service when one fails, gives a notice when none had lyrics, and does not take a failure for an absence', async () => {
  const cache = recordingCache();
  const notices: Notice[] = [];
  const chain = createLyricsChain({ services: [source('LRCLIB', down), source('Genius', none)], cache });
  const call = { onNotice: (notice: Notice) => notices.push(notice) };
  expect(await chain.find(song, call)).toEqual(none);
  expect(cache.entries.size).toBe(0);
  const better = createLyricsChain({ services: [source('LRCLIB', down), source('Genius', words)], cache });
  expect(await better.find(song, call)).toEqual(words);
  expect(notices).toMatchObject([
    {
      code: 'lyrics-lrclib-failed',
      text: 'LRCLIB did not answer for some songs, so they may have been read without their words.',
    },
  ]);
});

it('asks a service that was switched on later', async () => {
  const cache = recordingCache();
  const lrclib = source('LRCLIB', none);
  await createLyricsChain({ services: [lrclib], cache }).find(song);
  const both = createLyricsChain({ services: [lrclib, source('Genius', words)], cache });
  expect(await both.find(song)).toEqual(words);
});

it('asks again when what was remembered makes no sense', async () => {
  const cache = { ...recordingCache(), get: async () => ({ kind: 'words', text: 'a lie' }) };
  const service = source('S', none);
  expect(await createLyricsChain({ services: [service], cache }).find(song)).toEqual(none);
  expect(service.asked).toHaveLength(1);
});

it('lets aborts and bugs through, and is content without any source', async () => {
  const aborted = new DOMException('given up', 'AbortError');
  for (const error of [aborted, new RangeError('a bug')]) {
    const chain = createLyricsChain({ services: [source('S', error)], cache: recordingCache() });
    await expect(chain.find(song)).rejects.toBe(error);
  }
  expect(await createLyricsChain({ services: [], cache: recordingCache() }).find(song)).toEqual(none);
});

it('asks nobody for the words of an instrumental', async () => {
  const service = source('LRCLIB', words);
  const chain = createLyricsChain({ services: [service], cache: recordingCache() });
  for (const title of ['Rain at Noon (Instrumental)', 'Rain at Noon - Karaoke Version', '雨 (伴奏)'])
    expect(await chain.find({ ...song, title })).toEqual({ kind: 'instrumental' });
  expect(service.asked).toEqual([]);
});
