/** Workers and Redis killed in the middle of the work: every request is answered once, none is lost. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMatchQueue } from '../../src/queue/match-queue.ts';
import { unpackNews } from '../../src/queue/wire.ts';
import { type DatabaseServer, noRedis, startRedis } from '../support/database-servers.ts';
import { sealing } from '../support/queue/made-up-match.ts';

const program = resolve(import.meta.dirname, '../support/queue/worker-program.ts');

async function startWorker(url: string): Promise<{ child: ChildProcess; ended: Promise<unknown> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: { PATH: process.env.PATH ?? '', QUEUE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((end) => child.once('exit', end));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await new Promise<void>((ready, fail) => {
    child.stdout?.once('data', () => ready());
    // `exit` may come before what it wrote.
    child.once('close', (code) => fail(new Error(`the worker ended with ${code}`)));
  });
  return { child, ended };
}

async function world() {
  const server: DatabaseServer = await startRedis();
  onTestFinished(() => server.stop());
  const queue = await openMatchQueue({
    url: server.url,
    sealing,
    onError: () => undefined,
    pollMs: 300,
  });
  onTestFinished(() => queue.close());
  /** Every answer that any worker gave, by request: seen by a bystander. */
  const answers = new Map<string, number>();
  const bystander = new Redis(server.url, { maxRetriesPerRequest: null });
  bystander.on('error', () => undefined);
  onTestFinished(() => bystander.disconnect());
  bystander.on('pmessageBuffer', async (_pattern, _channel, bytes) => {
    const news = await unpackNews(bytes, sealing);
    if (news.kind === 'answered') answers.set(news.id, (answers.get(news.id) ?? 0) + 1);
  });
  await bystander.psubscribe('scenescore:news:*');

  let settled = 0;
  const ask = (count: number, feeling: string) =>
    Array.from({ length: count }, async (_, at) => {
      const photo = new Uint8Array([at]);
      const playlists = [{ kind: 'text' as const, text: 'anything' }];
      const ranking = await queue.matchScene({ photo, playlists, feeling });
      settled += 1;
      return ranking.matches.length;
    });
  return { server, queue, answers, ask, settled: () => settled };
}

describe.skipIf(noRedis !== null)(`when things die${noRedis === null ? '' : ` (${noRedis})`}`, () => {
  it('answers each of 50 requests once, though a worker is killed and then Redis', async () => {
    const { server, answers, ask, settled } = await world();
    const [doomed] = await Promise.all([startWorker(server.url), startWorker(server.url)]);
    const all = Promise.all(ask(50, 'wait 250'));
    await expect.poll(settled, { timeout: 60_000, interval: 10 }).toBeGreaterThan(8);
    doomed.child.kill('SIGKILL');
    await doomed.ended;
    await expect.poll(settled, { timeout: 60_000, interval: 10 }).toBeGreaterThan(20);
    await server.kill();
    const before = settled();
    expect(before).toBeLessThan(50);
    await server.restart();
    expect(await all).toEqual(Array(50).fill(1));
    expect(settled()).toBe(50);
    expect([...answers.values()].filter((count) => count > 1)).toEqual([]);
  }, 150_000);

  it('takes nothing more from a worker that was only asleep, when another has answered', async () => {
    const { server, queue, answers, ask } = await world();
    const sleeper = await startWorker(server.url);
    const asked = Promise.all(ask(1, 'wait 400'));
    await expect.poll(queue.depth, { timeout: 20_000 }).toEqual({ running: 1, waiting: 0 });
    sleeper.child.kill('SIGSTOP');
    await startWorker(server.url);
    expect(await asked).toEqual([1]);
    sleeper.child.kill('SIGCONT');
    sleeper.child.kill('SIGTERM');
    expect(await sleeper.ended).toBe(0);
    expect([...answers.values()]).toEqual([1]);
  }, 90_000);

  it('finds its requests again in a Redis that forgot them', async () => {
    const { server, ask, queue } = await world();
    const all = Promise.all(ask(5, 'wait 50'));
    await expect.poll(queue.depth, { timeout: 20_000 }).toEqual({ running: 0, waiting: 5 });
    const redis = new Redis(server.url);
    onTestFinished(() => redis.disconnect());
    await redis.flushall();
    await startWorker(server.url);
    expect(await all).toEqual(Array(5).fill(1));
  }, 90_000);

  it('gives up a request that kills its worker, and only that one', async () => {
    const { server, ask } = await world();
    const poison = Promise.allSettled(ask(1, 'die'));
    // As a supervisor would, which starts it again as well where it ended before it was ready.
    let isOver = false;
    const supervised = (async () => {
      while (!isOver) {
        await startWorker(server.url).then(
          ({ ended }) => ended,
          () => undefined,
        );
      }
    })();
    expect(await poison).toMatchObject([{ status: 'rejected' }]);
    expect(await Promise.all(ask(2, 'wait 1'))).toEqual([1, 1]);
    isOver = true;
    return void supervised;
    // Three deaths, each noticed after ten seconds, and four starts.
  }, 180_000);

  it('ends what it is at when asked to stop, and leaves the rest to others', async () => {
    const { server, ask, settled } = await world();
    const first = await startWorker(server.url);
    const all = Promise.all(ask(6, 'wait 600'));
    await expect.poll(settled, { timeout: 60_000, interval: 10 }).toBeGreaterThan(0);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await startWorker(server.url);
    expect(await all).toEqual(Array(6).fill(1));
  }, 90_000);
});
