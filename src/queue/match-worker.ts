/** The other end of the queue: takes requests, does them by the pipeline, answers each once. */
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { inRequest } from '../concurrency/request-scope.ts';
import { causeChain, UserError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { MatchAlbum } from '../pipeline/album/match-album.ts';
import type { MatchScene, RunOptions } from '../pipeline/request.ts';
import {
  answerKey,
  connectRedis,
  givenUpChannel,
  lifeMs,
  newsChannel,
  prefix,
  queueName,
  requestKey,
} from './connection.ts';
import {
  type Answer,
  type News,
  packAnswer,
  packNews,
  type Queued,
  type Sealing,
  unpackQueued,
} from './wire.ts';

export type MatchWorkerOptions = {
  url: string;
  matchScene: MatchScene;
  matchAlbum: MatchAlbum;
  sealing: Sealing;
  /** Requests at once. */
  concurrency: number;
  log: Logger;
  /** A worker that has not been heard of for so long is dead, and its requests go to others. Default 10 s. */
  deadAfterMs?: number;
};

export interface MatchWorker {
  readonly running: number;
  /** Takes nothing new, ends what it is at. */
  close(): Promise<void>;
}

/** Requests that took so many workers with them are not given to another. */
const maxDeaths = 2;

/** Starts taking requests. Throws `UserError` when Redis cannot be reached. */
export async function startMatchWorker(options: MatchWorkerOptions): Promise<MatchWorker> {
  const { url, matchScene, matchAlbum, sealing, concurrency, log, deadAfterMs = 10_000 } = options;
  const onTrouble = (error: unknown): void =>
    log.warn({ causes: causeChain(error) }, 'trouble with the queue');
  const redis = await connectRedis(url, onTrouble);
  const ears = redis.duplicate();
  ears.on('error', onTrouble);
  const running = new Map<string, AbortController>();

  /** What is told comes in the order in which it was told. */
  function createTeller(replyTo: string) {
    let last: Promise<void> = Promise.resolve();
    const tell = (news: News): Promise<void> => {
      last = last
        .then(async () => {
          await redis.publish(newsChannel(replyTo), await packNews(news));
        })
        .catch(onTrouble);
      return last;
    };
    return { tell, told: () => last };
  }

  async function work(id: string, isLastTry: boolean): Promise<void> {
    const bytes = await redis.getBuffer(requestKey(id));
    // Given up, or answered by somebody who was thought dead.
    if (bytes === null || (await redis.exists(answerKey(id))) === 1) return;
    const queued = await unpackQueued(bytes, sealing);
    // Under the id that the bot's log has it under.
    await inRequest(() => doOne(id, queued, isLastTry), queued.requestId);
  }

  async function doOne(id: string, queued: Queued, isLastTry: boolean): Promise<void> {
    const { task, replyTo, wantsRankings } = queued;
    const { tell, told } = createTeller(replyTo);
    const giveUp = new AbortController();
    running.set(id, giveUp);
    void tell({ id, kind: 'begun' });

    async function answer(one: Answer): Promise<void> {
      // Whoever looks for the answer of their own accord is not to find it before what came on the way.
      await told();
      // Two may be at work on it, when one of them was thought dead: the first answer is the answer.
      const isFirst = await redis.set(answerKey(id), await packAnswer(one), 'PX', lifeMs, 'NX');
      await redis.del(requestKey(id));
      if (isFirst !== null) await tell({ id, kind: 'answered' });
    }

    try {
      const options: RunOptions = {
        signal: giveUp.signal,
        onProgress: (event) => void tell({ id, kind: 'progress', event }),
        ...(wantsRankings
          ? { onRanking: (early) => void tell({ id, kind: 'ranking', ranking: early }) }
          : {}),
      };
      if (task.kind === 'album') {
        await answer({ kind: 'soundtrack', soundtrack: await matchAlbum(task.request, options) });
      } else await answer({ kind: 'ranking', ranking: await matchScene(task.request, options) });
    } catch (error) {
      if (giveUp.signal.aborted) return;
      if (error instanceof UserError) {
        await answer({ kind: 'user-error', code: error.code, message: error.message });
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
    async (job: Job) => {
      const { id, attemptsMade, opts } = job;
      if (id === undefined) throw new UnrecoverableError('a job without an id');
      try {
        await work(id, attemptsMade + 1 >= (opts.attempts ?? 1));
      } catch (error) {
        // What Redis keeps of a failure holds no words of the request.
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
  worker.on('error', onTrouble);
  ears.on('message', (_, id) => running.get(id)?.abort());
  await ears.subscribe(givenUpChannel);
  await worker.waitUntilReady();

  return {
    get running() {
      return running.size;
    },
    async close() {
      await worker.close();
      ears.disconnect();
      redis.disconnect();
    },
  };
}
