import { expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { ServiceError } from '../../src/errors.ts';
import { createHttp } from '../../src/net/http.ts';
import { createLrclib, lrclib as provider } from '../../src/services/lrclib/index.ts';
import { createLyricsQueue } from '../../src/services/lyrics/lyrics-queue.ts';
import { lrclibNotFound, startLrclib } from '../support/lrclib-server.ts';
import { aSong } from '../support/songs.ts';

const http = createHttp({ userAgent: 'SceneScore/0 (test)' });
const quick = { http, spacingMs: 0 };

const rain = { title: 'Rain at Noon', artist: 'The Band', seconds: 201, plain: 'It rains\nand rains' };

it('finds a song by its exact name and length, and says who is asking', async () => {
  const server = await startLrclib([rain]);
  const lrclib = createLrclib({ url: server.url, ...quick });
  const song = aSong({ title: 'Rain at Noon', durationMs: 200_400 });
  expect(await lrclib.find(song)).toEqual({ kind: 'words', text: 'It rains\nand rains' });
  expect(server.seen).toHaveLength(1);
  const [{ url, headers } = { url: new URL('http://x'), headers: {} }] = server.seen;
  expect(Object.fromEntries(url.searchParams)).toEqual({
    track_name: 'Rain at Noon',
    artist_name: 'The Band',
    duration: '200',
  });
  expect(headers['user-agent']).toBe('SceneScore/0 (test)');
});

it('tries the cleaned title with the first artist, then a search, never a title alone', async () => {
  const server = await startLrclib([{ ...rain, artist: 'The Band' }]);
  const lrclib = createLrclib({ url: server.url, ...quick });
  const dressed = aSong({
    title: 'Rain at Noon (feat. Someone) - Remastered 2011',
    artists: ['The Band', 'Someone'],
  });
  expect((await lrclib.find(dressed)).kind).toBe('words');
  expect(await lrclib.find(aSong({ title: 'Rain at Noon', artists: ['Another Band'] }))).toEqual({
    kind: 'none',
  });
  expect(server.seen.every(({ url }) => url.searchParams.get('artist_name'))).toBe(true);
  expect(await lrclib.find(aSong({ title: 'Rain at Noon', artists: [] }))).toEqual({ kind: 'none' });
});

it('takes the hit of a search that is the song and nearest in length', async () => {
  const server = await startLrclib([
    { ...rain, artist: 'A Cover Band', seconds: 230 },
    { ...rain, title: 'Rain at Noon (Live)', seconds: 300, plain: 'live words' },
    {
      ...rain,
      artist: 'The Band & Friends',
      seconds: 232,
      plain: null,
      synced: '[ar:The Band]\n[00:01.20] It <00:01.50> rains\n[00:04.00]',
    },
    { ...rain, artist: 'The Band & Friends', seconds: 233, plain: 'further off' },
  ]);
  const lrclib = createLrclib({ url: server.url, ...quick });
  const song = aSong({ title: 'Rain at Noon', durationMs: 231_900 });
  expect(await lrclib.find(song)).toEqual({ kind: 'words', text: 'It rains' });
});

it('refuses a search hit of another length, but for live recordings and remixes', async () => {
  const server = await startLrclib([{ ...rain, seconds: 260 }]);
  const lrclib = createLrclib({ url: server.url, ...quick });
  const find = (title: string) => lrclib.find(aSong({ title, durationMs: 201_000 }));
  expect(await find('Rain at Noon')).toEqual({ kind: 'none' });
  expect((await find('Rain at Noon - Live at the Hall')).kind).toBe('words');
});

it.each([
  ['Rain at Noon II', 'Rain at Noon'],
  ['Rain at Noon', 'Rain at Noon, Pt. 2'],
  ['Rain at Noon', 'Rains at Noon'],
  ['Rain at Noon (Spanish Version)', 'Rain at Noon'],
  ['Rain at Noon - Kettle Remix', 'Rain at Noon'],
  ['Rain at Noon', 'Rain at Noon (Interlude)'],
])('%s has not the words of %s, whatever the service says', async (title, found) => {
  const record = {
    id: 1,
    trackName: found,
    artistName: 'The Band',
    duration: 200,
    plainLyrics: 'other words',
  };
  const server = await startLrclib([], {
    before: ({ url }) => ({ json: url.pathname === '/api/get' ? record : [record] }),
  });
  const lrclib = createLrclib({ url: server.url, ...quick });
  expect(await lrclib.find(aSong({ title }))).toEqual({ kind: 'none' });
});

it('asks for the plain title only where its words are the song’s', async () => {
  const server = await startLrclib([rain]);
  const lrclib = createLrclib({ url: server.url, ...quick });
  await lrclib.find(aSong({ title: 'Rain at Noon (Demo)' }));
  const asked = server.seen.filter(({ url }) => url.pathname === '/api/get');
  expect(asked.map(({ url }) => url.searchParams.get('track_name'))).toEqual(['Rain at Noon (Demo)']);
});

it('finds a part and a name in two scripts, however the record has them, and a recording five seconds longer', async () => {
  const server = await startLrclib([
    { ...rain, title: 'Rain at Noon (Part Two)', plain: 'second part' },
    { ...rain, title: 'Rain at Noon', plain: 'first song', seconds: 206 },
    { ...rain, title: '비편지', artist: 'MU (무이)', plain: 'letters' },
  ]);
  const lrclib = createLrclib({ url: server.url, ...quick });
  const find = (title: string, artist = 'The Band') =>
    lrclib.find(aSong({ title, artists: [artist], durationMs: 201_000 }));
  expect(await find('Rain at Noon, Pt. II')).toEqual({ kind: 'words', text: 'second part' });
  expect(await find('Rain at Noon')).toEqual({ kind: 'words', text: 'first song' });
  expect(await find('비편지 (Through the Rain)', 'MU')).toEqual({ kind: 'words', text: 'letters' });
});

it('takes "instrumental" for an answer and 404 for none', async () => {
  const server = await startLrclib([
    { title: 'Quiet', artist: 'The Band', instrumental: true },
    { title: 'Hum', artist: 'The Band', plain: '[Instrumental]' },
  ]);
  const lrclib = createLrclib({ url: server.url, ...quick });
  expect(await lrclib.find(aSong({ title: 'Quiet' }))).toEqual({ kind: 'instrumental' });
  expect(await lrclib.find(aSong({ title: 'Hum' }))).toEqual({ kind: 'instrumental' });
  expect(await lrclib.find(aSong({ title: 'Nothing' }))).toEqual({ kind: 'none' });
});

it('waits as long as a rate limit asks when that is short, and asks again', async () => {
  const server = await startLrclib([rain], {
    before: (_, seen) =>
      seen.length === 1 ? { status: 429, headers: { 'retry-after': '0.05' } } : undefined,
  });
  const lrclib = createLrclib({ url: server.url, ...quick });
  expect((await lrclib.find(aSong({ title: 'Rain at Noon' }))).kind).toBe('words');
  expect(server.seen).toHaveLength(2);
});

it('leaves the service alone for everybody when the rate limit is long', async () => {
  const server = await startLrclib([rain], {
    before: () => ({ status: 429, headers: { 'retry-after': '3600' } }),
  });
  const lrclib = createLrclib({ url: server.url, ...quick });
  for (let times = 0; times < 3; times++) {
    await expect(lrclib.find(aSong({ title: 'Rain at Noon' }))).rejects.toMatchObject({
      service: 'lrclib',
      status: 429,
      retryable: false,
    });
  }
  expect(server.seen).toHaveLength(1);
});

it('gives a dead service a rest after three failures in a row', async () => {
  const server = await startLrclib([], { before: () => 'reset' });
  const lrclib = createLrclib({ url: server.url, ...quick });
  for (let times = 0; times < 5; times++)
    await expect(lrclib.find(aSong({ title: 'Rain' }))).rejects.toMatchObject({ service: 'lrclib' });
  expect(server.seen).toHaveLength(3);
});

/** A LRCLIB that counts how many requests are open at most; each takes 60 ms, whether or not somebody waits for it. */
async function startCounting() {
  const counts = { open: 0, most: 0 };
  const server = await startLrclib([], {
    delayMs: 60,
    before: () => {
      counts.most = Math.max(counts.most, ++counts.open);
      setTimeout(() => counts.open--, 60);
      return undefined;
    },
  });
  return { server, counts };
}

it('lets one request end before the next begins', async () => {
  const { server, counts } = await startCounting();
  const lrclib = { ...createLrclib({ url: server.url, ...quick }), atOnce: provider.atOnce };
  const ask = createLyricsQueue([lrclib]);
  await Promise.all(['a', 'b', 'c'].map((title) => ask(aSong({ title }), {})));
  expect(server.seen).toHaveLength(6);
  expect(counts.most).toBe(1);
});

it('waits also for a request that was given up, and sends none after it', async () => {
  const { server, counts } = await startCounting();
  const lrclib = { ...createLrclib({ url: server.url, ...quick }), atOnce: provider.atOnce };
  const ask = createLyricsQueue([lrclib]);
  const run = new AbortController();
  const given = ask(aSong({ title: 'given up' }), { signal: run.signal });
  await expect.poll(() => server.seen.length).toBe(1);
  run.abort();
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  await ask(aSong({ title: 'next' }), {});
  expect(server.seen.map(({ url }) => url.searchParams.get('track_name'))).toEqual([
    'given up',
    'next',
    'next',
  ]);
  expect(counts.most).toBe(1);
});

it('asks a mirror as often at once as the settings say', async () => {
  const { server, counts } = await startCounting();
  const config = readConfig({ LRCLIB_URL: server.url, RATE_LIMITS: 'lrclib:1000/1@3' });
  const lrclib = provider.createService(config, { http });
  await Promise.all(['a', 'b', 'c', 'd'].map((title) => lrclib?.find(aSong({ title }))));
  expect(counts.most).toBe(3);
});

it('asks no sooner than the spacing allows', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let asked = 0;
  const missing = new ServiceError('lrclib answered 404', {
    service: 'lrclib',
    status: 404,
    retryable: false,
  });
  const refuse = (): Promise<never> => {
    asked++;
    return Promise.reject(missing);
  };
  const lrclib = createLrclib({
    url: 'https://lrclib.example',
    http: { request: refuse, stream: refuse },
    spacingMs: 40,
  });
  const found = Promise.all(['a', 'b', 'c'].map((title) => lrclib.find(aSong({ title }))));
  for (let most = 1; most <= 6; most++) {
    await vi.advanceTimersByTimeAsync(most === 1 ? 30 : 40);
    expect(asked).toBeLessThanOrEqual(most);
  }
  await vi.runAllTimersAsync();
  await found;
  expect(asked).toBe(6);
});

it('lets doctor see whether it is there', async () => {
  const well = await startLrclib([]);
  const ask = (LRCLIB_URL: string) => provider.probe(readConfig({ LRCLIB_URL }), http);
  expect(await ask(well.url)).toEqual({
    service: 'LRCLIB',
    ok: true,
    detail: 'answers',
  });
  const ill = await startLrclib([], { before: () => ({ ...lrclibNotFound, status: 520 }) });
  expect(await ask(ill.url)).toMatchObject({ ok: false, detail: 'answered 520' });
});
