import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createHttp } from '../../src/net/http.ts';
import { createLyricsChain } from '../../src/services/lyrics/lyrics.ts';
import { subsonicLyrics } from '../../src/services/subsonic/lyrics.ts';
import { aSong, recordingCache } from '../support/songs.ts';
import { account, refusal, startSubsonic } from '../support/subsonic-server.ts';

const http = createHttp({ userAgent: 'test' });

async function start() {
  const server = await startSubsonic();
  server.extensions = ['songLyrics'];
  const { user: SUBSONIC_USER, password: SUBSONIC_PASSWORD } = account;
  const config = readConfig({ SUBSONIC_URL: server.url, SUBSONIC_USER, SUBSONIC_PASSWORD });
  const source = subsonicLyrics.createService(config, { http });
  if (source === null) throw new Error('no server is set');
  const methods = () => server.seen.map(({ url }) => /(\w+)\.view$/.exec(url.pathname)?.[1]);
  return { server, source, methods };
}

const dawn = aSong({ title: 'Dawn', artists: ['One'], subsonicId: 'id-Dawn' });

it('finds the lyrics of a song by its id, and asks only once what the server can do', async () => {
  const { source, methods } = await start();
  const text = 'It dawns\nat last';
  expect(await source.find(dawn)).toEqual({ kind: 'words', text });
  expect(await source.find(dawn)).toEqual({ kind: 'words', text });
  expect(methods()).toEqual(['getOpenSubsonicExtensions', 'getLyricsBySongId', 'getLyricsBySongId']);
});

it('learns what the server can do though the first who asked has gone', async () => {
  const { server, source, methods } = await start();
  const body = { status: 'ok', openSubsonicExtensions: [{ name: 'songLyrics', versions: [1] }] };
  server.extensions = null;
  server.replies.set('getOpenSubsonicExtensions', () => ({
    json: { 'subsonic-response': body },
    delayMs: 100,
  }));
  const leaving = new AbortController();
  const first = source.find(dawn, { signal: leaving.signal });
  const second = source.find(dawn);
  await expect.poll(methods).toHaveLength(1);
  leaving.abort();
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  await second;
  expect(methods()).toEqual(['getOpenSubsonicExtensions', 'getLyricsBySongId']);
});

it('has none for a song without lyrics and for one that is gone', async () => {
  const { source } = await start();
  for (const subsonicId of ['id-Star', 'id-gone'])
    expect(await source.find({ ...dawn, subsonicId })).toEqual({ kind: 'none' });
});

it('asks an older server by artist and title', async () => {
  const { server, source, methods } = await start();
  server.extensions = null;
  expect(await source.find(dawn)).toEqual({ kind: 'words', text: 'It dawns\nby name' });
  expect(methods()).toEqual(['getOpenSubsonicExtensions', 'getLyrics']);
  expect(Object.fromEntries(server.seen.at(-1)?.url.searchParams ?? [])).toMatchObject({
    artist: 'One',
    title: 'Dawn',
  });
});

it.each([
  ['a server error', { status: 503 }],
  ['a refusal', refusal(40, 'Wrong username or password')],
  ['something else', { json: { some: 'thing' } }],
])(
  'fails as a service does after %s, asks again what the server can do, and leaves it alone if that goes on',
  async (_, trouble) => {
    const { server, source } = await start();
    const fails = () =>
      expect(source.find(dawn)).rejects.toMatchObject({ name: 'ServiceError', service: 'subsonic' });
    server.trouble = trouble;
    await fails();
    server.trouble = null;
    expect(await source.find(dawn)).toMatchObject({ kind: 'words', text: 'It dawns\nat last' });
    server.trouble = trouble;
    for (let times = 0; times < 3; times++) await fails();
    const asked = server.seen.length;
    await fails();
    expect(server.seen).toHaveLength(asked);
  },
);

it('is asked about the songs of the server only', async () => {
  const { server, source } = await start();
  const other = { name: 'Other', atOnce: 1, find: async () => ({ kind: 'none' as const }) };
  const chain = createLyricsChain({ services: [{ ...source, atOnce: 4 }, other], cache: recordingCache() });
  expect(await chain.find(aSong({ title: 'Dawn', artists: ['One'] }))).toEqual({ kind: 'none' });
  expect(server.seen).toHaveLength(0);
  expect((await chain.find(dawn)).kind).toBe('words');
});
