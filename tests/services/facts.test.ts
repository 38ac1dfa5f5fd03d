/** What every service of facts does, and what is made of their answers together. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Song } from '../../src/model/song.ts';
import { createHttp } from '../../src/net/http.ts';
import type { SongFacts } from '../../src/pipeline/song-lookup.ts';
import { createDeezerFacts } from '../../src/services/deezer/facts.ts';
import { createFacts, createFactsSource, factsProviders } from '../../src/services/facts/facts.ts';
import type { FactsService } from '../../src/services/facts/facts-service.ts';
import { createMusicBrainz } from '../../src/services/musicbrainz/index.ts';
import { createReccoBeats } from '../../src/services/reccobeats/index.ts';
import { deezerTrackOf, quotaLimit, startDeezer } from '../support/deezer-server.ts';
import { type Answer, type Loopback, startLoopback } from '../support/loopback.ts';
import { startMusicBrainz } from '../support/musicbrainz-server.ts';
import { memoryCache } from '../support/pipeline.ts';
import { startReccoBeats } from '../support/reccobeats-server.ts';
import { aSong } from '../support/songs.ts';

const http = createHttp({ userAgent: 'SceneScore/0 (test; https://example.com)', retryDelayMs: 1 });
const song = aSong({ title: 'Rain at Noon', artists: ['The Band'], isrc: 'QZABC2600001' });
const isrc = 'QZABC2600001';

type Started = { service: FactsService; server: Loopback };
type Known = { title?: string; artist?: string; isrc?: string };

const services = {
  async deezer(known: Known[], answer?: Answer) {
    const deezer = await startDeezer();
    deezer.records = known.map(({ title = song.title, artist = 'The Band', ...ids }, at) => ({
      track: { ...deezerTrackOf({ title, artist, isrc, seconds: 200, ...ids }), id: 100 + at, bpm: 96.4 },
      genres: ['Rock', 'Folk'],
    }));
    deezer.trouble = () => answer ?? null;
    const service = createDeezerFacts({ http, apiUrl: deezer.url, cache: memoryCache(), quotaWaitMs: 1 });
    return { service, server: deezer.loopback };
  },
  async musicbrainz(known: Known[], answer?: Answer) {
    const recordings = known.map((one) => ({
      ...{ title: song.title, artist: 'The Band', isrc, artistGenres: ['rock', 'folk'] },
      ...one,
    }));
    const server = await startMusicBrainz(recordings, { before: () => answer });
    const quickly = { spacingMs: 0 };
    return {
      service: createMusicBrainz({ url: server.url, http, cache: memoryCache(), ...quickly }),
      server,
    };
  },
  async reccobeats(known: Known[], answer?: Answer) {
    const tracks = known.map((one) => ({ isrc: one.isrc ?? isrc, valence: 0.2, energy: 0.9 }));
    const server = await startReccoBeats(tracks, () => answer);
    return { service: createReccoBeats({ url: server.url, http, spacingMs: 0 }), server };
  },
} satisfies Record<string, (known: Known[], answer?: Answer) => Promise<Started>>;

describe.each(Object.entries(services))('%s', (name, start) => {
  it('knows a song by its ISRC, and has nothing for one it does not know', async () => {
    const { service } = await start([{}]);
    expect(await service.find(song, {})).not.toBeNull();
    expect(await service.find({ ...song, title: 'Another', isrc: 'QZABC2600002' }, {})).toBeNull();
  });

  it.each([
    ['a rate limit', { status: 429, headers: { 'retry-after': '3600' } }],
    ['a refusal', { status: 403, json: {} }],
    ['nonsense', { body: '<html>Who are you?</html>' }],
    ['JSON of another shape', { json: { data: 5, recordings: 5, content: 5, id: 'x' } }],
    ['more than is read', { body: 'x'.repeat(6_000_000) }],
    ['a broken connection', 'reset'],
  ] as const)(
    'fails as a service does, and is soon left alone, after %s',
    { timeout: 20_000 },
    async (_, answer) => {
      const { service, server } = await start([{}], answer);
      for (let times = 0; times < 8; times++)
        await expect(service.find(song, {})).rejects.toMatchObject({ name: 'ServiceError', service: name });
      expect(server.seen.length).toBeLessThanOrEqual(6);
    },
  );

  it('stops when its caller does', async () => {
    const { service } = await start([{}], 'hang');
    const found = service.find(song, { signal: AbortSignal.timeout(20) });
    await expect(found).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe.each(['deezer', 'musicbrainz'] as const)('%s', (name) => {
  const start = services[name];

  it('knows a song by artist and title, however it is decorated', async () => {
    const { service } = await start([{ isrc: 'QZABC2600009' }]);
    const found = await service.find({ ...song, isrc: null, title: 'Rain at Noon - 2011 Remaster' }, {});
    expect(found).toMatchObject({ genres: expect.arrayContaining([expect.stringMatching(/folk/i)]) });
  });

  it.each([
    [{ title: 'Rain at Noon (Live)' }],
    [{ title: 'Rain at Midnight' }],
    [{ title: 'Rain at Noon II' }],
    [{ title: 'Rain at Noon (Instrumental)' }],
    [{ artist: 'A Cover Band' }],
  ])('takes no other recording for it: %o', async (other) => {
    const { service } = await start([other]);
    expect(await service.find(song, {})).toBeNull();
  });
});

describe('Deezer', () => {
  it('gives tempo, loudness and cover where it has them, and asks for an album once', async () => {
    const { service, server } = await services.deezer([{}, { title: 'Snow', isrc: 'QZABC2600002' }]);
    expect(await service.find(song, {})).toMatchObject({
      genres: ['Rock', 'Folk'],
      tempo: 96.4,
      loudness: -9.5,
      cover: 'https://cdn-images.dzcdn.net/250.jpg',
    });
    await service.find({ ...song, title: 'Snow', isrc: 'QZABC2600002' }, {});
    expect(server.seen.filter(({ url }) => url.pathname.startsWith('/album/'))).toHaveLength(1);
  });

  it('takes a used up quota for a failure, which is tried again later', async () => {
    const { service } = await services.deezer([{}], quotaLimit);
    await expect(service.find(song, {})).rejects.toMatchObject({ status: 429 });
  });
});

describe('MusicBrainz', () => {
  it('takes the genres of the recording before those of its artist, and no free tags', async () => {
    const recordings = [
      { title: 'Rain at Noon', artist: 'The Band', isrc, genres: ['ballad'], artistGenres: ['metal'] },
      { title: 'Snow', artist: 'The Band', artistGenres: ['metal'] },
      { title: 'Fog', artist: 'The Band', artistGenres: ['metal'] },
      {
        title: 'Hail',
        artist: 'The Band',
        disambiguation: 'live, 1999-05-01: Paris',
        artistGenres: ['metal'],
      },
    ];
    const server = await startMusicBrainz(recordings);
    const service = createMusicBrainz({ url: server.url, http, cache: memoryCache(), spacingMs: 0 });
    const find = (title: string) => service.find({ ...song, title, isrc: null }, {});
    expect((await find('Rain at Noon'))?.genres).toEqual(['ballad']);
    expect((await find('Snow'))?.genres).toEqual(['metal']);
    expect((await find('Fog'))?.genres).toEqual(['metal']);
    expect(await find('Hail')).toBeNull();
    expect(server.seen.filter(({ url }) => url.pathname.startsWith('/ws/2/artist/'))).toHaveLength(1);
  });

  it('is never asked faster than it allows', { timeout: 20_000 }, async () => {
    const server = await startMusicBrainz([], { spacingMs: 1_000 });
    const service = createMusicBrainz({ url: server.url, http, cache: memoryCache() });
    // One request each: without an artist only the ISRC is asked for.
    const songs = ['Snow', 'Fog'].map((title) => ({ ...song, title, artists: [] }));
    expect(await Promise.all(songs.map((one) => service.find(one, {})))).toEqual([null, null]);
    expect(server.seen).toHaveLength(2);
  });
});

describe('ReccoBeats', () => {
  it('is asked about forty songs at once', async () => {
    const songs = Array.from({ length: 50 }, (_, at) => `QZABC26${String(at).padStart(5, '0')}`);
    const server = await startReccoBeats(
      songs.map((one, at) => ({ isrc: one, valence: at / 50, energy: 1 })),
    );
    const service = createReccoBeats({ url: server.url, http, spacingMs: 0 });
    const found = await Promise.all(songs.map((one) => service.find({ ...song, isrc: one }, {})));
    expect(found.map((one) => one?.valence)).toEqual(songs.map((_, at) => at / 50));
    expect(server.seen.filter(({ url }) => url.pathname === '/v1/track')).toHaveLength(2);
  });
});

describe('all of them', () => {
  const found = (genres: string[], over = {}) => ({
    ...{ genres, tempo: null, loudness: null, valence: null, energy: null, cover: null },
    ...over,
  });
  function fake(answer: (song: Song) => ReturnType<typeof found> | null, isQuick = true) {
    const asked: string[] = [];
    const find: FactsService['find'] = async (one) => {
      asked.push(one.title);
      return answer(one);
    };
    return { asked, service: { atOnce: 2, isQuick, find } };
  }
  async function lookUp(source: ReturnType<typeof createFacts>, songs: Song[], isPatient = true) {
    const facts: SongFacts[] = [];
    await source.lookUp(songs, { isPatient, onFound: (at, known) => (facts[at] = known) });
    return facts;
  }

  it('count once what two say, keep it, and recall it without asking', async () => {
    const [one, other] = [fake(() => found(['Rock'], { loudness: -5 })), fake(() => found(['rock', 'Folk']))];
    const cache = memoryCache();
    const source = createFacts({ services: { one: one.service, other: other.service }, cache });
    const [facts] = await lookUp(source, [song]);
    expect(facts).toMatchObject({ genres: ['Rock', 'rock', 'Folk'], isOpen: false });
    // Their genres together, and loudness.
    expect(facts?.evidence.map(({ kind }) => kind)).toEqual(['facts', 'facts']);
    expect(await source.recall([song, { ...song, isrc: null }])).toMatchObject([
      { genres: ['Rock', 'rock', 'Folk'], isOpen: false },
      null,
    ]);
    await lookUp(source, [song]);
    expect([one.asked, other.asked]).toEqual([['Rain at Noon'], ['Rain at Noon']]);
  });

  it('are read from the cache once a run, and those that were found since are not asked for', async () => {
    const { service, asked } = fake(() => found(['Rock']));
    const cache = memoryCache();
    const read: string[] = [];
    const getMany: typeof cache.getMany = (keys) => {
      read.push(...keys);
      return cache.getMany(keys);
    };
    const [source, other] = [{ ...cache, getMany }, cache].map((kept) =>
      createFacts({ services: { service }, cache: kept }),
    );
    expect(await source?.recall([song])).toEqual([null]);
    await other?.lookUp([song], {});
    const again: (SongFacts | undefined)[] = [];
    await source?.lookUp([song], { onFound: (at, facts) => (again[at] = facts) });
    expect(again).toMatchObject([{ genres: ['Rock'] }]);
    expect(read).toHaveLength(1);
    expect(asked).toHaveLength(1);
    expect(await source?.recall([song])).toMatchObject([{ genres: ['Rock'] }]);
  });

  it('say nothing of what the playlist itself says', async () => {
    const { service } = fake(() => found(['Metal'], { valence: 0.9, energy: 0.9 }));
    const source = createFacts({ services: { service }, cache: memoryCache() });
    const audio = { valence: 0.1, energy: 0.1 };
    const [facts] = await lookUp(source, [{ ...song, genres: ['ambient'], audio }]);
    expect(facts?.evidence).toEqual([]);
  });

  it('leave nonsense out', async () => {
    const { service } = fake(() =>
      found(['', 'x'.repeat(500)], {
        tempo: 1e9,
        loudness: 5,
        valence: -3,
        cover: 'http://evil.example/x.png',
      }),
    );
    const [facts] = await lookUp(createFacts({ services: { service }, cache: memoryCache() }), [song]);
    expect(facts).toMatchObject({ evidence: [], cover: null });
    expect(facts?.genres.every((name) => name.length <= 60)).toBe(true);
  });

  it('are asked in the order that is wished, and not about what is not wished any more', async () => {
    const { asked, service } = fake(() => null);
    const source = createFacts({ services: { service: { ...service, atOnce: 1 } }, cache: memoryCache() });
    const songs = ['a', 'b', 'c'].map((title) => ({ ...song, title }));
    await source.lookUp(songs, { priority: (at) => (at === 1 ? Number.POSITIVE_INFINITY : -at) });
    expect(asked).toEqual(['c', 'a']);
  });

  it('are not waited for where they are slow, unless somebody is patient', async () => {
    const slow = { atOnce: 1, isQuick: false, find: () => new Promise<null>(() => undefined) };
    const { asked, service } = fake(() => null);
    await createFacts({ services: { slow, service }, cache: memoryCache() }).lookUp([song], {});
    expect(asked).toEqual(['Rain at Noon']);
  });

  it('are those that FACTS names', () => {
    const source = (FACTS: string) =>
      createFactsSource(readConfig({ FACTS }), { http, cache: memoryCache() }) !== null;
    expect([source(''), source('reccobeats'), source('off')]).toEqual([true, true, false]);
    expect(
      createFactsSource(readConfig({ PRIVACY_LOCAL: 'lyrics' }), { http, cache: memoryCache() }),
    ).toBeNull();
    expect(() => readConfig({ FACTS: 'spotify' })).toThrow(/FACTS must be deezer, musicbrainz or reccobeats/);
  });

  it('are probed for the doctor', async () => {
    const well = await startLoopback(() => ({ json: { recordings: [], content: [] } }));
    const down = await startLoopback(() => 'reset');
    const ask = (url: string) => {
      const config = readConfig({ MUSICBRAINZ_URL: url, RECCOBEATS_URL: url });
      return Promise.all(factsProviders.flatMap(({ probe }) => probe?.(config, http) ?? []));
    };
    expect((await ask(well.url)).map(({ ok }) => ok)).toEqual([true, true]);
    expect((await ask(down.url)).map(({ ok }) => ok)).toEqual([false, false]);
  });
});
