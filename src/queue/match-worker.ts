/** The workers' end of the queue: takes requests, runs the pipeline, answers each once. */
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { inRequest } from '../concurrency/request-scope.ts';
import { causeChain, UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { MatchAlbum } from '../pipeline/album/match-album.ts';
import type { MatchScene, RunOptions } from '../pipeline/request.ts';
import { channels, connectRedis, keys, lifeMs, prefix, queueName } from './connection.ts';
import type { Sealing } from './sealing.ts';
import { type Answer, type News, pack, type Queued, unpackQueued } from './wire.ts';

export type MatchWorkerOptions = {
  url: string;
  matchScene: MatchScene;
  matchAlbum: MatchAlbum;
  sealing: Sealing;
  concurrency: number;
  log: Logger;
  /** A worker that was silent for so long counts as dead, and its requests go to others. Default 10 s. */
  deadAfterMs?: number;
};

/** A request under which so many workers died is not tried again. */
const maxDeaths = 2;

/** Starts taking requests. Throws `UserError` when Redis cannot be reached. */
export async function startMatchWorker(options: MatchWorkerOptions) {
  const { url, matchScene, matchAlbum, sealing, concurrency, log, deadAfterMs = 10_000 } = options;
  const onError = (error: unknown): void => log.warn({ causes: causeChain(error) }, 'trouble with the queue');
  const redis = await connectRedis(url, onError);
  const subscriber = redis.duplicate();
  subscriber.on('error', onError);
  const running = new Map<string, AbortController>();

  async function work(id: string, isLastTry: boolean): Promise<void> {
    const bytes = await redis.getBuffer(keys.request(id));
    // Given up, or answered by a worker that counted as dead.
    if (bytes === null || (await redis.exists(keys.answer(id))) === 1) return;
    const queued = await unpackQueued(bytes, sealing).catch((error: unknown) => {
      log.error({ causes: causeChain(error), job: id, isLastTry }, 'a request cannot be read');
      throw error;
    });
    await inRequest(() => runTask(id, queued, isLastTry), { id: queued.requestId, ...queued.asker });
  }

  async function runTask(id: string, queued: Queued, isLastTry: boolean): Promise<void> {
    const { task, replyTo, wantsRankings } = queued;
    const giveUp = new AbortController();
    running.set(id, giveUp);
    let published: Promise<unknown> = Promise.resolve();
    function publish(news: News): void {
      published = published
        .then(async () => redis.publish(channels.news(replyTo), await pack(news, sealing)))
        .catch(onError);
    }

    async function answer(one: Answer): Promise<void> {
      // A bot that polls must not find the answer before the news that came on the way.
      await published;
      // Another worker may be at work on it, if one of the two counted as dead: the first answer counts.
      const isFirst = await redis.set(keys.answer(id), await pack(one, sealing), 'PX', lifeMs, 'NX');
      await redis.del(keys.request(id));
      if (isFirst !== null) publish({ id, kind: 'answered' });
      await published;
    }

    publish({ id, kind: 'begun' });
    try {
      const options: RunOptions = {
        signal: giveUp.signal,
        onProgress: (event) => publish({ id, kind: 'progress', event }),
        onRanking: wantsRankings ? (ranking) => publish({ id, kind: 'ranking', ranking }) : undefined,
      };
      if (task.kind === 'album') {
        await answer({ kind: 'soundtrack', soundtrack: await matchAlbum(task.request, options) });
      } else await answer({ kind: 'ranking', ranking: await matchScene(task.request, options) });
    } catch (error) {
      if (giveUp.signal.aborted) return;
      if (error instanceof UserError) {
        await answer({ kind: 'user-error', code: error.code, sentence: error.sentence });
        return;
      }
      log.error({ causes: causeChain(error), job: id, isLastTry }, 'a run failed');
      if (isLastTry) await answer({ kind: 'failed' });
      throw error;
    } finally {
      running.delete(id);
    }
  }

  const worker = new Worker(
    queueName,
    async ({ id, attemptsMade, opts }: Job) => {
      if (id === undefined) throw new UnrecoverableError('a job without an id');
      try {
        await work(id, attemptsMade + 1 >= (opts.attempts ?? 1));
      } catch (error) {
        // BullMQ keeps the message in Redis: it must hold no words of the request.
        throw new Error(error instanceof Error ? error.name : 'a run failed');
      }
    },
    {
      connection: redis,
      prefix,
      concurrency,
      lockDuration: deadAfterMs,
      stalledInterval: Math.ceil(deadAfterMs / 2),
      maxStalledCount: maxDeaths,
    },
  );
  worker.on('error', onError);
  subscriber.on('message', (_, id) => running.get(id)?.abort());
  await subscriber.subscribe(channels.givenUp);
  await worker.waitUntilReady();

  return {
    running: () => running.size,
    async close(): Promise<void> {
      await worker.close();
      subscriber.disconnect();
      redis.disconnect();
    },
  };
}
