/** Sound from files and services to the ranking, with everything in place but the network. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Ranking } from '../../src/model/ranking.ts';
import { createMatchScene } from '../../src/pipeline/match-scene.ts';
import { fastAndLoud, inMajor, slowAndQuiet, wavOf } from '../hearing/sounds.ts';
import { blackPhoto, startApp } from '../support/app.ts';
import { type Answer, startLoopback } from '../support/loopback.ts';
import { account, startSubsonic } from '../support/subsonic-server.ts';

const quiet = wavOf(slowAndQuiet());
const loud = wavOf(fastAndLoud());

/** An app without lyrics, facts and models, and every byte of what it keeps. */
async function start(settings: Record<string, string> = {}) {
  const { app, dataDir } = await startApp(settings);
  const kept = () =>
    Buffer.concat(
      readdirSync(dataDir)
        .filter((name) => name.includes('sqlite'))
        .map((name) => readFileSync(join(dataDir, name))),
    );
  return { app, kept };
}

const photo = await blackPhoto();
const heardIn = ({ matches }: Ranking) =>
  matches.filter(({ reading }) => reading.evidence.includes('heard')).map(({ song }) => song.title);

/** Deezer with a preview of each of these songs by Some Band. */
async function startPreviews(sounds: Record<string, Answer>) {
  const server = await startLoopback(({ url: { pathname, searchParams } }) => {
    const file = sounds[decodeURIComponent(pathname.slice(1))];
    if (file !== undefined) return file;
    const title = /track:"([^"]*)"/.exec(searchParams.get('q') ?? '')?.[1] ?? '';
    const hit = {
      title,
      artist: { name: 'Some Band' },
      preview: `${server.url}/${encodeURIComponent(title)}`,
    };
    return { json: { data: title in sounds ? [hit] : [] } };
  });
  return server;
}
const text = 'Some Band - Qxa\nSome Band - Qxb';
const request = { photo, playlists: [{ kind: 'text' as const, text }], feeling: 'so sad, slow and quiet' };

/** Where other programs want the processor too. */
const busyMs = 90_000;
vi.setConfig({ testTimeout: 120_000 });

it('hears previews while songs are read, says so, and keeps two numbers of each and no sound', async () => {
  const deezer = await startPreviews({
    Qxa: { body: loud, delayMs: 1_000 },
    Qxb: { body: quiet, delayMs: 1_000 },
  });
  const { app, kept } = await start({ LISTEN: 'previews', DEEZER_API_URL: deezer.url });
  const rankings: Ranking[] = [];
  await app.matchScene(request, { onRanking: (ranking) => rankings.push(ranking) });
  expect(rankings.map(heardIn)[0]).toEqual([]);
  // At once, unless the machine is busy.
  const last = await vi.waitFor(async () => {
    const ranking = await app.matchScene(request);
    expect(heardIn(ranking)).toEqual(['Qxb', 'Qxa']);
    return ranking;
  }, busyMs);
  expect(last.matches[0]?.reason).toContain('heard in half a minute');
  const asked = deezer.seen.length;
  expect(heardIn(await app.matchScene(request))).toEqual(['Qxb', 'Qxa']);
  await app.ports.earsBackground?.idle();
  expect(deezer.seen).toHaveLength(asked);
  // The database is written to when the cache is.
  const bytes = kept();
  expect(bytes.includes('heard-deezer')).toBe(true);
  for (const sound of [quiet, loud]) {
    for (let at = 44; at + 64 < sound.length; at += 44_100)
      expect(bytes.includes(sound.subarray(at, at + 64))).toBe(false);
  }
  expect(bytes.includes(`${deezer.url}/Qx`)).toBe(false);
});

it('hears behind the reply what is late, for the next one', async () => {
  const deezer = await startPreviews({
    Qxa: { body: loud, delayMs: 1_500 },
    Qxb: { body: quiet, delayMs: 1_500 },
  });
  const { app } = await start({ LISTEN: 'previews', DEEZER_API_URL: deezer.url });
  const { ports } = app;
  const match = createMatchScene({ ...ports, budgetMs: 1_000 });
  expect(heardIn(await match(request))).toEqual([]);
  await vi.waitFor(async () => {
    await ports.earsBackground?.idle();
    expect(heardIn(await match(request))).toEqual(['Qxb', 'Qxa']);
  }, busyMs);
});

it.each([
  ['off', {}],
  ['files', {}],
  ['previews', { PRIVACY_LOCAL: '1' }],
])('fetches no preview with LISTEN=%s %j', async (LISTEN, more) => {
  const deezer = await startPreviews({ Qxa: { body: loud }, Qxb: { body: quiet } });
  const { app } = await start({ LISTEN, DEEZER_API_URL: deezer.url, ITUNES_URL: deezer.url, ...more });
  expect(heardIn(await app.matchScene(request))).toEqual([]);
  await app.ports.earsBackground?.idle();
  expect(deezer.seen).toEqual([]);
});

it('hears the music server’s songs, also where nothing may leave the machine, and says once that it fails', async () => {
  const server = await startSubsonic();
  server.sounds.set('id-Dawn', { body: loud }).set('7', { body: quiet });
  const settings = {
    PRIVACY_LOCAL: '1',
    SUBSONIC_URL: server.url,
    SUBSONIC_USER: account.user,
    SUBSONIC_PASSWORD: account.password,
  };
  const playlists = [{ kind: 'link' as const, link: 'subsonic:playlist:p1' }];
  const { app } = await start(settings);
  await vi.waitFor(async () => {
    const found = await app.matchScene({ photo, playlists, feeling: '' });
    expect(heardIn(found).sort()).toEqual(['Dawn', 'Dusk']);
  }, busyMs);
  const attached = { kind: 'sounds' as const, files: [{ name: 'Own.wav', bytes: loud }] };
  const own = await app.matchScene({ photo, playlists: [...playlists, attached], feeling: '' });
  expect(heardIn(own)).toContain('Own');
  const streams = () => server.seen.filter(({ url }) => url.pathname.includes('stream')).length;
  const before = streams();
  const off = await start({ ...settings, LISTEN: 'off' });
  await off.app.matchScene({ photo, playlists, feeling: '' });
  expect(streams()).toBe(before);
  server.sounds.clear();
  server.sounds.set('id-Dawn', { status: 500 }).set('7', { status: 500 });
  const failing = await start(settings);
  const { notices, matches } = await failing.app.matchScene({ photo, playlists, feeling: '' });
  expect(matches).toHaveLength(2);
  expect(notices.filter(({ code }) => code === 'sounds-missing')).toHaveLength(1);
});

it('takes sound files for songs by what is in them, unless LISTEN is off', async () => {
  const { app, kept } = await start();
  const load = (...playlists: Parameters<typeof app.loadPlaylist>[0]['playlists']) =>
    app.loadPlaylist({ playlists });
  const short = wavOf(inMajor(), 5);
  const one = await load({ kind: 'file', name: 'The Synths - Dawn.txt', bytes: short });
  expect(one).toMatchObject({
    title: 'Dawn',
    songs: [{ title: 'Dawn', artists: ['The Synths'], heard: { energy: expect.any(Number) } }],
  });
  const broken = Buffer.concat([short.subarray(0, 20), Buffer.alloc(50)]);
  const files = [
    { name: 'Dawn.wav', bytes: short },
    { name: 'Dusk.wav', bytes: short },
    { name: 'broken.wav', bytes: broken },
  ];
  expect(await load({ kind: 'sounds', files })).toMatchObject({
    title: expect.stringContaining('Dawn'),
    songs: [{ title: 'Dawn' }, { title: 'Dusk' }],
    skipped: [{ title: 'broken.wav', reason: 'not a sound file that I can read' }],
  });
  await expect(load({ kind: 'file', name: 'a.wav', bytes: broken })).rejects.toMatchObject({
    code: 'no-sound',
  });
  // A list in UTF-16 begins like a frame of MPEG.
  const list = Buffer.from('\ufeffThe Synths - Dawn\nThe Synths - Dusk\n', 'utf16le');
  expect((await load({ kind: 'file', name: 'list.txt', bytes: list })).songs).toHaveLength(2);
  await app.matchScene({ photo, playlists: [{ kind: 'sounds', files }], feeling: '' });
  expect(kept().includes('heard-')).toBe(false);
  const off = await start({ LISTEN: 'off' });
  const [first = { name: '', bytes: short }] = files;
  const inputs = [
    { kind: 'file' as const, ...first },
    { kind: 'sounds' as const, files },
  ];
  for (const input of inputs)
    await expect(off.app.loadPlaylist({ playlists: [input] })).rejects.toMatchObject({
      name: 'UserError',
      code: 'listening-off',
    });
});
