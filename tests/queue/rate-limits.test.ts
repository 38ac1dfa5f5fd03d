/** All workers together ask services no faster, and by no more calls at once, than one may: on a real Redis. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openRateLimits } from '../../src/app/queue.ts';
import { readConfig } from '../../src/config.ts';
import { ServiceError } from '../../src/errors.ts';
import { createLogger } from '../../src/logger.ts';
import { createHttp, type Http, type HttpRequest } from '../../src/net/http.ts';
import { type RateLimitsOptions, rateLimitedHttp } from '../../src/queue/rate-limits.ts';
import { createGeminiModels } from '../../src/readers/gemini/models.ts';
import { type DatabaseServer, noRedis, startRedis } from '../support/database-servers.ts';
import { startLoopback } from '../support/loopback.ts';

describe.skipIf(noRedis !== null)(`services in turn${noRedis === null ? '' : ` (${noRedis})`}`, () => {
  let server: DatabaseServer;
  let told: Redis;
  beforeAll(async () => {
    server = await startRedis();
    told = new Redis(server.url);
    told.on('error', () => undefined);
  });
  afterAll(async () => {
    told?.disconnect();
    await server?.stop();
  });
  afterEach(async () => void (await told.flushall()));

  const plainHttp = createHttp({ userAgent: 'test' });

  /** As one worker has it. */
  async function worker(limits: Partial<RateLimitsOptions>, http: Http = plainHttp): Promise<Http> {
    const redis = new Redis(server.url);
    redis.on('error', () => undefined);
    onTestFinished(() => redis.disconnect());
    await redis.ping();
    const nothing = { rates: new Map(), concurrency: new Map(), onError: () => undefined };
    return rateLimitedHttp(http, { redis, ...nothing, ...limits });
  }

  /** Notes for which quota it is asked. */
  function recorder() {
    const calls: string[] = [];
    const http: Http = {
      request: async ({ service, quota = '' }: HttpRequest) => {
        calls.push(quota);
        throw new ServiceError('nothing more is wanted', { service, status: 400, retryable: false });
      },
      stream: () => Promise.reject(new Error('unused')),
    };
    return { calls, http };
  }

  /** A service that answers when it is let, and knows how many calls it has in hand. */
  async function gate() {
    const inHand: { path: string; answer: () => void }[] = [];
    const begun: string[] = [];
    let most = 0;
    const service = await startLoopback(async ({ url: { pathname: path } }) => {
      await new Promise<void>((done) => {
        inHand.push({ path, answer: done });
        begun.push(path);
        most = Math.max(most, inHand.length);
      });
      return {};
    });
    return {
      url: service.url,
      begun,
      inHand: () => inHand.length,
      most: () => most,
      answerOne: () => inHand.shift()?.answer(),
    };
  }

  const inLine = () => told.zcard('scenescore:line:lrclib');
  const two = { concurrency: new Map([['lrclib', 2]]) };
  const lrclib = (http: Http, url: string, signal?: AbortSignal) =>
    http.request({ service: 'lrclib', url, signal }).then(() => true);

  describe('pace', () => {
    it('is no faster by many workers than by one', async () => {
      const { calls, http } = recorder();
      const rates = new Map([['gemini', { calls: 2, perMs: 60_000 }]]);
      const workers = await Promise.all([1, 2, 3].map(() => worker({ rates }, http)));
      const statuses = workers
        .flatMap((one) => [one, one, one])
        .map((one) =>
          one.request({ service: 'gemini', quota: 'q', url: 'http://x' }).catch(({ status }) => status),
        );
      // A quota that is used up refuses at once.
      expect((await Promise.all(statuses)).sort()).toEqual([400, 400, ...Array(7).fill(429)]);
      expect(calls).toHaveLength(2);
      await workers[0]?.request({ service: 'other', url: 'http://x' }).catch(() => undefined);
      expect(await told.keys('*')).toEqual(['scenescore:pace:gemini:q']);
    });

    it('is not lost to calls that were given up in line, nor to those of another quota', async () => {
      const { calls, http: plain } = recorder();
      const http = await worker({ rates: new Map([['gemini', { calls: 1, perMs: 500 }]]) }, plain);
      const ask = (quota: string, signal?: AbortSignal) =>
        http.request({ service: 'gemini', quota, url: 'http://x', signal }).catch(() => undefined);
      await Promise.all([ask('first'), ask('second')]);
      expect(await told.exists('scenescore:pace:gemini:first', 'scenescore:pace:gemini:second')).toBe(2);
      const given = new AbortController();
      const crowd = Array.from({ length: 20 }, () => ask('first', given.signal));
      setTimeout(() => given.abort(), 50);
      await Promise.all(crowd);
      // With promised places its turn would come after the test has timed out.
      await ask('first');
      expect(calls).toEqual(['first', 'second', 'first']);
    });

    it('that is used up for one model leads to the other', async () => {
      const { calls, http: plain } = recorder();
      const http = await worker({ rates: new Map([['gemini', { calls: 1, perMs: 60_000 }]]) }, plain);
      const models = () => createGeminiModels({ models: ['first', 'second'] });
      const ask = (quota: string) => http.request({ service: 'gemini', quota, url: 'http://x' });
      await ask('first').catch(() => undefined);
      await expect(models()(ask)).rejects.toMatchObject({ status: 400 });
      expect(calls).toEqual(['first', 'second']);
      await expect(ask('first')).rejects.toMatchObject({ status: 429, service: 'gemini' });
    });
  });

  describe('calls in hand', () => {
    it('are no more by many workers than by one, and each is followed by the next', async () => {
      const { url, inHand, most, answerOne, begun } = await gate();
      const workers = await Promise.all([worker(two), worker(two)]);
      const all = Promise.all(workers.flatMap((one) => Array.from({ length: 12 }, () => lrclib(one, url))));
      for (let at = 2; at <= 24; at++) {
        await expect.poll(() => begun.length, { interval: 2 }).toBe(at);
        expect(inHand()).toBe(2);
        answerOne();
      }
      answerOne();
      await all;
      expect(most()).toBe(2);
      await expect.poll(() => told.keys('*')).toEqual([]);
    });

    it('come in the order of asking, from any process', async () => {
      const { url, begun, answerOne } = await gate();
      const one = { concurrency: new Map([['lrclib', 1]]) };
      const [many, few] = await Promise.all([worker(one), worker(one)]);
      const all: Promise<boolean>[] = [];
      for (const [at, asker] of [many, many, few, many].entries()) {
        all.push(lrclib(asker, `${url}/${at}`));
        await expect.poll(inLine).toBe(at + 1);
      }
      for (let at = 1; at <= 4; at++) {
        await expect.poll(() => begun.length).toBe(at);
        answerOne();
      }
      await Promise.all(all);
      expect(begun).toEqual(['/0', '/1', '/2', '/3']);
    });

    it('leave no place behind when they are given up, in line or midway', async () => {
      const { url, inHand, most, begun, answerOne } = await gate();
      const [busy, other] = await Promise.all([worker(two), worker(two)]);
      const [midway, waiting] = [new AbortController(), new AbortController()];
      const first = lrclib(busy, url);
      await expect.poll(inHand).toBe(1);
      const second = lrclib(busy, url, midway.signal);
      await expect.poll(inHand).toBe(2);
      const third = lrclib(other, url, waiting.signal);
      await expect.poll(inLine).toBe(3);
      waiting.abort(new Error('no more'));
      await expect(third).rejects.toThrow('no more');
      await expect.poll(inLine).toBe(2);
      midway.abort(new Error('no more'));
      await expect(second).rejects.toThrow('no more');
      const last = lrclib(other, url);
      await expect.poll(() => begun.length).toBe(3);
      expect(most()).toBe(3);
      for (let at = 0; at < 3; at++) answerOne();
      expect(await Promise.all([first, last])).toEqual([true, true]);
      await expect.poll(inLine).toBe(0);
    });

    it('of a worker that was killed end by themselves', async () => {
      const { url, begun, answerOne } = await gate();
      const program = resolve(import.meta.dirname, '../support/queue/asking-program.ts');
      const doomed = spawn(process.execPath, ['--import', 'tsx', program], {
        env: { PATH: process.env.PATH ?? '', QUEUE_URL: server.url, URL: `${url}/doomed` },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const ended = new Promise((end) => doomed.once('exit', end));
      await expect.poll(() => begun, { timeout: 20_000, interval: 5 }).toEqual(['/doomed', '/doomed']);
      doomed.kill('SIGKILL');
      await ended;
      const http = await worker(two);
      const all = [1, 2, 3].map((at) => lrclib(http, `${url}/${at}`));
      await expect.poll(inLine).toBe(5);
      expect(begun).toHaveLength(2);
      // Until the leases of the lost calls are over.
      await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(4);
      expect(await inLine()).toBe(3);
      for (let at = 0; at < 4; at++) answerOne();
      await expect.poll(() => begun.length).toBe(5);
      answerOne();
      expect(await Promise.all(all)).toEqual([true, true, true]);
    }, 40_000);

    it('are held to both, pace and places', async () => {
      const { url, begun, most, answerOne } = await gate();
      const rates = new Map([['lrclib', { calls: 1, perMs: 60_000 }]]);
      const workers = await Promise.all([1, 2].map(() => worker({ rates, ...two })));
      const all = Promise.all(workers.flatMap((one) => [1, 2].map(() => lrclib(one, url))));
      for (let at = 1; at <= 4; at++) {
        await expect.poll(() => begun.length, { timeout: 5_000 }).toBe(at);
        answerOne();
        await expect.poll(inLine).toBe(4 - at);
        expect(begun).toHaveLength(at);
        await told.del('scenescore:pace:lrclib');
      }
      await all;
      expect(most()).toBe(1);
    });

    it("are as many as services' rules say, or the settings", async () => {
      const limits = { RATE_LIMITS: 'lrclib:1000/1,genius:1000/1,deezer:1000/1@3' };
      const limiter = await openRateLimits(server.url, readConfig(limits), createLogger('silent'));
      onTestFinished(() => limiter.close());
      const http = limiter.around(plainHttp);
      for (const [service, places] of Object.entries({ lrclib: 1, genius: 5, deezer: 3 })) {
        const { url, inHand, most, answerOne } = await gate();
        const all = Promise.all(Array.from({ length: 9 }, () => http.request({ service, url })));
        await expect.poll(inHand).toBe(places);
        for (let at = 0; at < 9; at++) {
          await expect.poll(inHand).toBeGreaterThan(0);
          answerOne();
        }
        await all;
        expect(most()).toBe(places);
      }
    });

    it('go on without Redis, and are held again when it is back', async () => {
      const own = await startRedis();
      onTestFinished(() => own.stop());
      const redis = new Redis(own.url, { retryStrategy: () => 50 });
      redis.on('error', () => undefined);
      onTestFinished(() => redis.disconnect());
      await redis.ping();
      const http = await worker({ redis, ...two });
      await own.kill();
      await expect.poll(() => redis.status).not.toBe('ready');
      const without = await gate();
      const all = Promise.all([1, 2, 3].map(() => lrclib(http, without.url)));
      await expect.poll(without.inHand).toBe(3);
      for (let at = 0; at < 3; at++) without.answerOne();
      await all;
      await own.restart();
      await expect.poll(() => redis.status, { timeout: 10_000 }).toBe('ready');
      const again = await gate();
      const held = Promise.all([1, 2, 3].map(() => lrclib(http, again.url)));
      await expect.poll(() => redis.zcard('scenescore:line:lrclib')).toBe(3);
      await expect.poll(again.inHand).toBe(2);
      for (let at = 1; at <= 3; at++) {
        await expect.poll(again.inHand).toBeGreaterThan(0);
        again.answerOne();
      }
      await held;
      expect(again.most()).toBe(2);
    });
  });
});
