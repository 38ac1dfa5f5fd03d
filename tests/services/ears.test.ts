/** Songs heard by the music server's files and by previews, on loopback servers: once, within bounds, whatever they send. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { ServiceError } from '../../src/errors.ts';
import { hasFfmpeg } from '../../src/hearing/decoders/ffmpeg.ts';
import { createHearing, type Hearing } from '../../src/hearing/hearing.ts';
import { createHttp } from '../../src/net/http.ts';
import type { LookUpOptions, SongSound } from '../../src/pipeline/song-lookup.ts';
import { createEars, type SoundSource } from '../../src/services/ears/ears.ts';
import { createPreviewSounds, createPreviews } from '../../src/services/previews.ts';
import { createSubsonicSound } from '../../src/services/subsonic/sound.ts';
import { fastAndLoud, slowAndQuiet, wavOf } from '../hearing/sounds.ts';
import { type Answer, startLoopback } from '../support/loopback.ts';
import { aSong, recordingCache } from '../support/songs.ts';
import { account, refusal, startSubsonic } from '../support/subsonic-server.ts';

const http = createHttp({ userAgent: 'test' });
const hearing = createHearing({ idleMs: 60_000 });
afterAll(() => hearing.close());

const quiet = wavOf(slowAndQuiet());
const loud = wavOf(fastAndLoud());
const tone = (kind: string) =>
  readFileSync(join(import.meta.dirname, '..', 'hearing', 'fixtures', `tone.${kind}`));
const mp3: Answer = { body: tone('mp3'), headers: { 'content-type': 'audio/mpeg' } };

function earsOf(sources: SoundSource[]) {
  const cache = recordingCache();
  const ears = createEars({ sources, hear: hearing.hear, cache });
  async function heardIn(songs: Parameters<typeof ears.lookUp>[0], options: LookUpOptions<SongSound> = {}) {
    const found: (SongSound | undefined)[] = songs.map(() => undefined);
    await ears.lookUp(songs, { ...options, onFound: (at, sound) => (found[at] = sound) });
    return found;
  }
  return { ears, cache, heardIn };
}

async function musicServer() {
  const server = await startSubsonic();
  const config = readConfig({
    SUBSONIC_URL: server.url,
    SUBSONIC_USER: account.user,
    SUBSONIC_PASSWORD: account.password,
  });
  const source = createSubsonicSound(config, http);
  if (source === null) throw new Error('no music server');
  const asked = () => server.seen.filter(({ url }) => url.pathname.endsWith('stream.view'));
  return { server, source, asked, ...earsOf([source]) };
}

const onServer = (id: string, more: object = {}) => aSong({ title: `Song ${id}`, subsonicId: id, ...more });
const isHeard = { heard: { valence: expect.any(Number), energy: expect.any(Number) } };
const cannotBeHeard = { heard: null };

describe('songs on the music server', () => {
  it('are heard, and known by two numbers the next time', async () => {
    const { server, asked, heardIn, ears, cache } = await musicServer();
    server.sounds.set('a', { body: quiet }).set('b', { body: loud });
    const songs = [onServer('a'), onServer('b'), aSong({ title: 'Elsewhere' })];
    expect(await ears.recall(songs)).toEqual([null, null, cannotBeHeard]);
    const [first, second, other] = await heardIn(songs);
    expect(first).toEqual(isHeard);
    expect(first?.heard?.energy).toBeLessThan(second?.heard?.energy ?? -1);
    expect(other).toBeUndefined();
    expect(await ears.recall(songs)).toEqual([first, second, cannotBeHeard]);
    await heardIn(songs);
    expect(asked()).toHaveLength(2);
    expect([...cache.entries.values()].map(({ value }) => value)).toEqual(
      expect.arrayContaining([first, second]),
    );
    const day = 86_400_000;
    for (const { ttlMs } of cache.entries.values()) expect(ttlMs).toBeGreaterThan(60 * day);
  });

  it('are asked for in a small form, from within the song where the server can', async () => {
    const { server, asked, heardIn } = await musicServer();
    server.sounds.set('a', mp3).set('b', mp3);
    await heardIn([onServer('a', { durationMs: 240_000 })]);
    expect(Object.fromEntries(asked()[0]?.url.searchParams ?? [])).toMatchObject({
      format: 'mp3',
      maxBitRate: '96',
    });
    expect(asked()[0]?.url.searchParams.has('timeOffset')).toBe(false);
    const newer = await musicServer();
    newer.server.sounds.set('a', mp3).set('b', mp3);
    newer.server.extensions = ['songLyrics', 'transcodeOffset'];
    await newer.heardIn([onServer('a', { durationMs: 240_000 }), onServer('b', { durationMs: 60_000 })]);
    expect(
      newer
        .asked()
        .map(({ url }) => url.searchParams.get('timeOffset'))
        .sort(),
    ).toEqual(['10', '45']);
    expect(newer.server.seen.filter(({ url }) => url.pathname.includes('Extensions'))).toHaveLength(1);
  });

  it('are asked for with the password where the server takes no token', async () => {
    const { server, heardIn } = await musicServer();
    server.isDirectory = true;
    server.sounds.set('a', mp3);
    expect(await heardIn([onServer('a')])).toEqual([isHeard]);
  });

  it.each<[string, Answer]>([
    ['an unknown id', refusal(70, 'data not found')],
    ['a page in place of sound', { body: Buffer.from('<html>log in</html>') }],
    ['silence', { body: wavOf(() => 0) }],
    ['a file that ends after its first second', { body: quiet.subarray(0, 44_000) }],
    ['status 404', { status: 404, body: 'gone' }],
  ])('are not asked for again for a week after %s', async (_, answer) => {
    const { server, asked, heardIn, cache } = await musicServer();
    server.sounds.set('a', answer);
    expect(await heardIn([onServer('a')])).toEqual([cannotBeHeard]);
    await heardIn([onServer('a')]);
    expect(asked()).toHaveLength(1);
    for (const { ttlMs } of cache.entries.values()) expect(ttlMs).toBe(7 * 86_400_000);
  });

  it.each<[string, Answer]>([
    ['a login page', { body: '<html>log in</html>' }],
    ['a refusal', refusal(50, 'not authorized')],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/secrets' } }],
    ['a server error', { status: 500, body: 'oops' }],
    ['a broken connection', 'reset'],
  ])('are asked for again after %s, with one notice, and not while the server is down', async (_, answer) => {
    const { server, asked, heardIn, cache } = await musicServer();
    const ids = ['a', 'b', 'c', 'd'];
    for (const id of ids) server.sounds.set(id, answer);
    const notices = new Set<string>();
    const songs = ids.map((id) => onServer(id));
    const once = async (at: number) =>
      heardIn(songs.slice(at, at + 1), { onNotice: ({ code }) => notices.add(code) });
    for (const at of songs.keys()) expect(await once(at)).toEqual([undefined]);
    expect([...notices]).toEqual(['sounds-missing']);
    expect(asked()).toHaveLength(3);
    expect(cache.entries.size).toBe(0);
  });

  it('whose hearing fails don’t make the server look down', async () => {
    const { server, asked, source } = await musicServer();
    const ids = ['a', 'b', 'c', 'd'];
    for (const id of ids) server.sounds.set(id, mp3);
    const reasons = ['gave-up', 'gave-up', 'damaged', 'gave-up'] as const;
    const ears = createEars({
      sources: [source],
      hear: async () => ({
        hearing: { heard: false, reason: reasons[asked().length - 1] ?? 'damaged' },
        tags: null,
      }),
      cache: recordingCache(),
    });
    const notices: string[] = [];
    for (const id of ids) await ears.lookUp([onServer(id)], { onNotice: ({ code }) => notices.push(code) });
    expect(asked()).toHaveLength(4);
    expect(notices).toEqual([]);
  });

  it.each<[string, Hearing['hear']]>([
    [
      'no process hears',
      async () => {
        throw new ServiceError('no process hears', { service: 'hearing', retryable: true });
      },
    ],
    [
      'the process dies with every sound',
      async () => ({ hearing: { heard: false, reason: 'gave-up' }, tags: null }),
    ],
  ])('are not fetched while %s', async (_, hear) => {
    const { server, asked, source } = await musicServer();
    const ids = ['a', 'b', 'c', 'd'];
    for (const id of ids) server.sounds.set(id, mp3);
    const ears = createEars({ sources: [source], hear, cache: recordingCache() });
    for (const id of ids) await ears.lookUp([onServer(id)], {});
    expect(asked()).toHaveLength(3);
  });

  it('that never end are read to a megabyte', async () => {
    let sent = 0;
    let isClosed = false;
    const file = tone('mp3');
    const endless = createServer((request, response) => {
      if (!request.url?.includes('/stream.view')) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': 'audio/mpeg' });
      const more = (): void => {
        if (response.destroyed) return;
        sent += file.length;
        if (response.write(file)) setImmediate(more);
        else response.once('drain', more);
      };
      response.on('close', () => (isClosed = true));
      more();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void endless.close());
    const { port } = endless.address() as AddressInfo;
    const config = readConfig({
      SUBSONIC_URL: `http://127.0.0.1:${port}`,
      SUBSONIC_USER: 'u',
      SUBSONIC_PASSWORD: 'p',
    });
    const source = createSubsonicSound(config, http);
    const bytes = await source?.find(onServer('a'), {});
    expect(bytes?.length).toBe(1024 * 1024);
    await expect.poll(() => isClosed).toBe(true);
    expect(sent).toBeLessThan(10 * 1024 * 1024);
  });

  it('are heard once though two runs want them, the most wanted first, until the run ends', async () => {
    const { server, asked, ears } = await musicServer();
    const ids = Array.from({ length: 12 }, (_, at) => `s${at}`);
    for (const id of ids) server.sounds.set(id, { ...mp3, delayMs: 20 });
    const songs = ids.map((id) => onServer(id));
    const priority = (at: number): number => (at === 3 ? Number.POSITIVE_INFINITY : -at);
    await Promise.all([ears.lookUp(songs, { priority }), ears.lookUp(songs, { priority })]);
    const order = asked().map(({ url }) => url.searchParams.get('id'));
    expect(order).toHaveLength(11);
    expect(order[0]).toBe('s11');
    expect(order).not.toContain('s3');
    const over = AbortSignal.abort();
    await ears.lookUp(songs, { signal: over });
    expect(asked()).toHaveLength(11);
  });
});

type Previews = { search?: Answer; itunes?: Answer; files?: Record<string, Answer> };

/** `answers` is given the address of the services, where their previews lie as well. */
async function previewed(answers: (url: string) => Previews) {
  const server = await startLoopback(({ url: { pathname } }) => {
    const { search, itunes, files } = answers(server.url);
    if (pathname === '/deezer/search') return search ?? { json: { data: [] } };
    if (pathname === '/itunes/search') return itunes ?? { json: { results: [] } };
    return files?.[pathname] ?? { status: 404, body: 'gone' };
  });
  const cache = recordingCache();
  const options = { deezerUrl: `${server.url}/deezer`, itunesUrl: `${server.url}/itunes` };
  const previews = createPreviews({ http, cache, ...options });
  const sources = createPreviewSounds(previews, http);
  const asked = () => server.seen.map(({ url }) => url.pathname);
  return { asked, addresses: cache, ...earsOf(sources) };
}

const rain = aSong({ title: 'Rain' });
const onDeezer = (preview: string, title = 'Rain'): Answer => ({
  json: { data: [{ title, artist: { name: 'The Band' }, preview }] },
});
const onItunes = (previewUrl: string): Answer => ({
  json: { results: [{ trackName: 'Rain', artistName: 'The Band', previewUrl }] },
});

describe('previews', () => {
  it('are heard, and neither they nor their addresses are kept', async () => {
    const { heardIn, asked, cache, addresses } = await previewed((url) => ({
      search: onDeezer(`${url}/a.mp3`),
      files: { '/a.mp3': mp3 },
    }));
    const [sound] = await heardIn([rain]);
    expect(sound).toEqual(isHeard);
    expect(await heardIn([rain])).toEqual([undefined]);
    expect(asked()).toEqual(['/deezer/search', '/a.mp3']);
    expect([...cache.entries.values()].map(({ value }) => value)).toEqual([sound]);
    expect(addresses.entries.size).toBe(0);
  });

  it('are of this very recording, and from the service’s own hosts', async () => {
    const live = await previewed((url) => ({
      search: onDeezer(`${url}/a.mp3`, 'Rain (Live in Rome)'),
      files: { '/a.mp3': mp3 },
    }));
    await live.heardIn([rain]);
    expect(live.asked()).toEqual(['/deezer/search']);
    const elsewhere = await startLoopback(() => mp3);
    const foreign = await previewed(() => ({ search: onDeezer(`${elsewhere.url}/a.mp3`) }));
    await foreign.heardIn([rain]);
    expect(elsewhere.seen).toEqual([]);
  });

  it('of the iTunes store are asked for where nobody waits, as it allows twenty a minute', async () => {
    const { heardIn, asked, ears } = await previewed((url) => ({
      itunes: onItunes(`${url}/a.m4a`),
      files: { '/a.m4a': { body: tone('m4a') } },
    }));
    expect(await heardIn([rain])).toEqual([undefined]);
    expect(await ears.recall([rain])).toEqual([null]);
    expect(asked()).toEqual(['/deezer/search']);
    const isDecoded = await hasFfmpeg();
    expect(await heardIn([rain], { isPatient: true })).toEqual([isDecoded ? isHeard : cannotBeHeard]);
    expect(asked()).toEqual(['/deezer/search', ...(isDecoded ? ['/itunes/search', '/a.m4a'] : [])]);
  });

  it('that want ffmpeg count as unheard for an hour only, for it may be installed', async () => {
    const store: SoundSource = {
      service: 'itunes',
      isQuick: true,
      mayHave: () => true,
      find: async () => 'needs-ffmpeg',
    };
    const stored = earsOf([store]);
    expect(await stored.heardIn([rain])).toEqual([cannotBeHeard]);
    const cache = recordingCache();
    const own = createEars({
      sources: [{ ...store, find: async () => tone('m4a') }],
      hear: async () => ({ hearing: { heard: false, reason: 'needs-ffmpeg' }, tags: null }),
      cache,
    });
    await own.lookUp([rain], {});
    const kept = [...stored.cache.entries.values(), ...cache.entries.values()];
    expect(kept.map(({ ttlMs }) => ttlMs)).toEqual([3_600_000, 3_600_000]);
  });

  it.each<[string, Previews['search'], Answer]>([
    ['a quota', { json: { error: { type: 'Exception', message: 'Quota limit exceeded', code: 4 } } }, mp3],
    ['four megabytes', undefined, { body: Buffer.alloc(4 * 1024 * 1024, 'x') }],
    ['a redirect', undefined, { status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
    ['an expired link', undefined, { status: 403, body: 'expired' }],
  ])('are asked for again after %s', async (_, search, file) => {
    const { heardIn, cache } = await previewed((url) => ({
      search: search ?? onDeezer(`${url}/a.mp3`),
      files: { '/a.mp3': file },
    }));
    expect(await heardIn([rain])).toEqual([undefined]);
    expect(cache.entries.size).toBe(0);
  });
});
