/** The queue on a real Redis, with workers in this process. */
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { currentRequest, inRequest } from '../../src/concurrency/request-scope.ts';
import { createLogger } from '../../src/logger.ts';
import type { ProgressEvent } from '../../src/model/progress.ts';
import type { Ranking } from '../../src/model/ranking.ts';
import { createMatchScene } from '../../src/pipeline/match-scene.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import type { MatchRequest, MatchScene, QueuePlace, RunOptions } from '../../src/pipeline/request.ts';
import { openMatchQueue } from '../../src/queue/match-queue.ts';
import { startMatchWorker } from '../../src/queue/match-worker.ts';
import { createSealing } from '../../src/queue/sealing.ts';
import { type DatabaseServer, noRedis, startRedis } from '../support/database-servers.ts';
import { alwaysThere } from '../support/pipeline.ts';
import { madeUpAlbum, madeUpMatch, sealing } from '../support/queue/made-up-match.ts';

const request = (feeling: string, over: Partial<MatchRequest> = {}): MatchRequest => ({
  photo: new Uint8Array([1, 2, 255]),
  playlists: [{ kind: 'text', text: 'anything' }],
  feeling,
  ...over,
});

describe.skipIf(noRedis !== null)(`a queue of matches${noRedis === null ? '' : ` (${noRedis})`}`, () => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());
  afterEach(async () => {
    const redis = new Redis(server.url);
    await redis.flushall();
    redis.disconnect();
  });

  async function bot() {
    const queue = await openMatchQueue({
      url: server.url,
      sealing,
      onError: () => undefined,
      pollMs: 100,
    });
    onTestFinished(() => queue.close());
    return queue;
  }

  async function worker(matchScene: MatchScene = madeUpMatch(), concurrency = 4) {
    const started = await startMatchWorker({
      url: server.url,
      matchScene,
      matchAlbum: madeUpAlbum(),
      sealing,
      concurrency,
      log: createLogger('silent'),
      deadAfterMs: 1_000,
    });
    onTestFinished(() => started.close());
    return started;
  }

  it('gives the same ranking as the pipeline, and reports progress', async () => {
    const moods = new Array<number>(18).fill(1 / 18);
    const pipeline = () => createMatchScene(alwaysThere({ sceneMood: { moods: async () => moods } }));
    await worker(pipeline());
    const { matchScene } = await bot();
    const events: ProgressEvent[] = [];
    const ranking = await matchScene(request('calm'), { onProgress: (event) => events.push(event) });
    const expected: ProgressEvent[] = [];
    expect(ranking).toEqual(
      await pipeline()(request('calm'), { onProgress: (event) => expected.push(event) }),
    );
    expect(events).toEqual(expected);
  });

  it('brings files, accounts and words to the worker, and rankings on the way back', async () => {
    const seen: MatchRequest[] = [];
    const answer = await madeUpMatch()(request(''));
    await worker(async (asked, options) => {
      seen.push({ ...asked, account: undefined });
      options?.onRanking?.({ ...answer, explanation: (await asked.account?.accessToken()) ?? 'none' });
      return answer;
    });
    const early: Ranking[] = [];
    const { weights } = loadRankTables();
    const sent = request('warm', {
      weights: { ...weights, features: { ...weights.features, energy: -0.25 } },
      photo: new Uint8Array([9, 8, 7]),
      playlists: [
        { kind: 'file', name: 'songs.csv', bytes: new Uint8Array([0, 255]) },
        { kind: 'sounds', files: [{ name: 'a.mp3', bytes: new Uint8Array([255, 251]) }] },
        { kind: 'link', link: 'https://music.example/1' },
      ],
    });
    const account = { id: 'a', accessToken: async () => 'token' };
    const { matchScene } = await bot();
    expect(await matchScene({ ...sent, account }, { onRanking: (one) => early.push(one) })).toEqual(answer);
    expect(seen).toEqual([{ ...sent, account: undefined }]);
    expect(early.map(({ explanation }) => explanation)).toEqual(['token']);
  });

  it('does albums as well', async () => {
    await worker();
    const { matchAlbum } = await bot();
    const photos = [1, 2, 3].map((grey) => new Uint8Array([grey, 2, 255]));
    const album = {
      photos,
      playlists: photos.map(() => ({ kind: 'text' as const, text: 'anything' })),
      feeling: 'calm',
    };
    const soundtrack = await matchAlbum(album);
    expect(soundtrack.songs).toHaveLength(3);
    expect(soundtrack).toEqual(await madeUpAlbum()(album));
  });

  it('tells the place in line, and that work begins', async () => {
    const { matchScene } = await bot();
    const places: (number | null)[][] = [[], [], []];
    const all: Promise<Ranking>[] = [];
    for (const [at, told] of places.entries()) {
      all.push(matchScene(request(`wait ${at}`), { onPlace: (one) => told.push(one?.place ?? null) }));
      await expect.poll(() => told).toEqual([at + 1]);
    }
    await worker(madeUpMatch(), 1);
    await Promise.all(all);
    expect(places.map((told) => told.at(-1))).toEqual([null, null, null]);
    for (const told of places) {
      const numbers = told.filter((place) => place !== null);
      expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    }
  });

  it('tells about how long it may be, once a few were done', async () => {
    await worker(madeUpMatch(), 2);
    const { matchScene, depth } = await bot();
    /** What two are told behind two runs that do not end. */
    async function toldInLine(): Promise<(QueuePlace | null)[]> {
      const end = new AbortController();
      const told: (QueuePlace | null)[] = [];
      const ask = (onPlace?: RunOptions['onPlace']) =>
        matchScene(request('wait 60000'), { signal: end.signal, onPlace });
      const runs = [ask(), ask()];
      await expect.poll(depth).toEqual({ running: 2, waiting: 0 });
      for (const place of [1, 2]) {
        runs.push(ask((one) => told.push(one)));
        await expect.poll(() => told.length).toBe(place);
      }
      end.abort();
      await Promise.allSettled(runs);
      await expect.poll(depth).toEqual({ running: 0, waiting: 0 });
      return told;
    }
    const ask = (feeling: string) => matchScene(request(feeling)).catch(() => undefined);
    for (const feeling of ['wait 1', 'wait 1', 'mistake', 'bug']) await ask(feeling);
    // Two runs are too few to go by, and mistakes and failures are none.
    expect(await toldInLine()).toEqual([
      { place: 1, waitMs: null },
      { place: 2, waitMs: null },
    ]);
    for (let run = 0; run < 3; run++) await ask('wait 200');
    const [next, second] = await toldInLine();
    expect(next).toEqual({ place: 1, waitMs: expect.any(Number) });
    expect(next?.waitMs).toBeGreaterThan(0);
    expect(second).toEqual({ place: 2, waitMs: 2 * (next?.waitMs ?? 0) });
  });

  it('leaves no photo, words or token behind in Redis', async () => {
    await worker();
    const { matchScene } = await bot();
    const account = { id: 'a', accessToken: async () => 'very-secret-token' };
    await matchScene(request('private words', { account }));
    await expect(matchScene(request('bug private'))).rejects.toThrow('no worker could do it');
    const redis = new Redis(server.url);
    onTestFinished(() => redis.disconnect());
    const keys = await redis.keys('scenescore:*');
    expect(keys.filter((key) => key.startsWith('scenescore:request:'))).toEqual([]);
    const answers = await redis.mget(keys.filter((key) => key.startsWith('scenescore:answer:')));
    expect(answers).toEqual(['', '']);
    const hashes = await Promise.all(
      keys
        .filter((key) => /^scenescore:match:[0-9a-f-]{36}$/.test(key))
        .map(async (key) => JSON.stringify(await redis.hgetall(key))),
    );
    expect(hashes).toHaveLength(2);
    expect(hashes.join()).not.toMatch(/private|secret|calm/);
  });

  it('has one id in the logs of bot and worker, and in what the bot is told on the way', async () => {
    const lines: string[] = [];
    const log = createLogger('info', { destination: { write: (line) => void lines.push(line) } });
    const seen: (string | undefined)[] = [];
    const started = await startMatchWorker({
      url: server.url,
      matchScene: async (asked, options) => {
        seen.push(currentRequest()?.id);
        return madeUpMatch()(asked, options);
      },
      matchAlbum: madeUpAlbum(),
      sealing,
      concurrency: 4,
      log,
      deadAfterMs: 1_000,
    });
    onTestFinished(() => started.close());
    const { matchScene } = await bot();
    const ask = (feeling: string) =>
      inRequest(async (id) => {
        const onProgress = () => void seen.push(currentRequest()?.id);
        await matchScene(request(feeling), { onProgress }).catch(() => undefined);
        return id;
      });
    const good = await ask('calm');
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen)).toEqual(new Set([good]));
    const bad = await ask('bug');
    const failures = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'a run failed');
    expect(failures.map(({ request: id }) => id)).toEqual([bad, bad, bad]);
  });

  it("carries a person's mistake as it is, at the first try", async () => {
    await worker();
    const { matchScene } = await bot();
    await expect(matchScene(request('mistake'))).rejects.toMatchObject({
      name: 'UserError',
      code: 'not-an-image',
      message: 'That is no picture I can read.',
    });
  });

  it('tries a failing run three times, then lays it with the dead letters', async () => {
    let tries = 0;
    await worker(() => {
      tries += 1;
      return Promise.reject(new TypeError('a bug'));
    });
    const { matchScene } = await bot();
    await expect(matchScene(request('calm'))).rejects.toThrow('no worker could do it');
    expect(tries).toBe(3);
    const queue = new Queue('match', {
      connection: new Redis(server.url, { maxRetriesPerRequest: null }),
      prefix: 'scenescore',
    });
    onTestFinished(() => queue.close());
    await expect.poll(() => queue.getFailedCount()).toBe(1);
  });

  it('says in the log of a worker that has another SECRET_KEY than the bot why it does nothing', async () => {
    const lines: string[] = [];
    const started = await startMatchWorker({
      url: server.url,
      matchScene: madeUpMatch(),
      matchAlbum: madeUpAlbum(),
      sealing: createSealing([Buffer.alloc(32, 9)]),
      concurrency: 1,
      log: createLogger('info', { destination: { write: (line) => void lines.push(line) } }),
    });
    onTestFinished(() => started.close());
    const { matchScene } = await bot();
    await expect(matchScene(request('calm'))).rejects.toThrow();
    expect(lines.join('')).toMatch(/"level":50.*do not have the same SECRET_KEY/);
  });

  it('tells the worker when nobody waits any more, at work or in line', async () => {
    const begun: string[] = [];
    const ended: string[] = [];
    await worker(async ({ feeling }, options) => {
      begun.push(feeling);
      try {
        return await madeUpMatch()(request('wait 60000'), options);
      } finally {
        ended.push(feeling);
      }
    }, 1);
    const { matchScene, depth } = await bot();
    const [first, second] = [new AbortController(), new AbortController()];
    const running = matchScene(request('first'), { signal: first.signal });
    await expect.poll(() => begun).toEqual(['first']);
    const inLine = matchScene(request('second'), { signal: second.signal });
    await expect.poll(depth).toEqual({ running: 1, waiting: 1 });
    second.abort();
    await expect(inLine).rejects.toThrow('aborted');
    await expect.poll(depth).toEqual({ running: 1, waiting: 0 });
    first.abort();
    await expect(running).rejects.toThrow('aborted');
    await expect.poll(() => ended).toEqual(['first']);
    expect(begun).toEqual(['first']);
  });

  it("lets one person's many wait for everybody's first", async () => {
    const order: string[] = [];
    const { matchScene, depth } = await bot();
    const ask = (asker: string, name: string) => matchScene(request(name), { asker });
    const all = [ask('greedy', 'g1')];
    await expect.poll(depth).toEqual({ running: 0, waiting: 1 });
    for (const name of ['g2', 'g3', 'g4']) {
      all.push(ask('greedy', name));
      await expect.poll(depth).toEqual({ running: 0, waiting: all.length });
    }
    for (const name of ['a', 'b']) {
      all.push(ask(name, name));
      await expect.poll(depth).toEqual({ running: 0, waiting: all.length });
    }
    await worker((asked, options) => {
      order.push(asked.feeling);
      return madeUpMatch()(asked, options);
    }, 1);
    await Promise.all(all);
    expect(order).toEqual(['g1', 'a', 'b', 'g2', 'g3', 'g4']);
  });

  it('leaves no count of open requests for ever where Redis lost it meanwhile', async () => {
    const { matchScene, depth } = await bot();
    const ask = inRequest(() => matchScene(request('calm'), { asker: 'person' }), { server: 'server' });
    await expect.poll(depth).toEqual({ running: 0, waiting: 1 });
    const redis = new Redis(server.url);
    onTestFinished(() => redis.disconnect());
    const counts = () => redis.keys('scenescore:asking:*');
    expect(await counts()).toHaveLength(2);
    await redis.del(...(await counts()));
    await worker();
    await ask;
    await expect.poll(counts).toHaveLength(2);
    const lives = await Promise.all((await counts()).map((key) => redis.pttl(key)));
    for (const life of lives) expect(life).toBeGreaterThan(0);
  });

  it('says in a sentence that there is no Redis', async () => {
    const nowhere = { url: 'redis://127.0.0.1:9', sealing, onError: () => undefined };
    await expect(openMatchQueue(nowhere)).rejects.toMatchObject({
      code: 'no-queue',
    });
  });
});
