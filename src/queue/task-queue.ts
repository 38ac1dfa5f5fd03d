/** The bot's end of the queue: hands tasks to workers and waits for what they say, whoever may die meanwhile. */
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { bound, currentRequest } from '../concurrency/request-scope.ts';
import type { Place, RunOptions } from '../pipeline/request.ts';
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
import { createLine } from './line.ts';
import {
  type Answer,
  type News,
  packQueued,
  type Sealing,
  type Task,
  unpackAnswer,
  unpackNews,
} from './wire.ts';

export type TaskQueueOptions = {
  /** `redis://…` */
  url: string;
  sealing: Sealing;
  onTrouble(error: unknown): void;
  /** Between two looks for answers whose news went astray. Default 2 s. */
  lookEveryMs?: number;
};

export interface TaskQueue {
  /** Resolves with what a worker answered; rejects when none lived through it, or with the signal's reason. */
  run(task: Task, options: RunOptions): Promise<Answer>;
  /** Tasks at work and in line, of all bots together. */
  depth(): Promise<{ running: number; waiting: number }>;
  /** What was not answered by now is given up. */
  close(): Promise<void>;
}

type Waiting = {
  packed: Buffer;
  /** Within the request that waits. */
  hear(news: News): void;
  /** Told the place in line; null when work begins. */
  moved(place: Place | null): void;
  priority: number;
  isQueued: boolean;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
};

/** A run that fails for no fault of the person's is tried so often. */
const attempts = 3;
const dayS = 86_400;

/** Opens the bot's end. Throws `UserError` when Redis cannot be reached. */
export async function openTaskQueue(options: TaskQueueOptions): Promise<TaskQueue> {
  const { url, sealing, onTrouble, lookEveryMs = 2_000 } = options;
  const redis = await connectRedis(url, onTrouble);
  const ears = redis.duplicate();
  ears.on('error', onTrouble);
  const queue = new Queue(queueName, { connection: redis, prefix });
  queue.on('error', onTrouble);
  const line = createLine({ redis, queue });
  const botId = randomUUID();
  const waiting = new Map<string, Waiting>();

  /** May be done again at any time: a request has one place in line and one answer, however often it is put there. */
  async function enqueue(id: string, { packed, priority }: Waiting): Promise<void> {
    await redis.set(requestKey(id), packed, 'PX', lifeMs);
    await queue.add(
      'match',
      {},
      {
        jobId: id,
        priority,
        attempts,
        backoff: { type: 'exponential', delay: 500 },
        removeOnComplete: { age: 600 },
        // The dead letters: there to be counted and looked at, without a word of the request.
        removeOnFail: { age: 7 * dayS, count: 1000 },
        stackTraceLimit: 0,
      },
    );
  }

  function settle(id: string, end: (waiting: Waiting) => void): void {
    const one = waiting.get(id);
    if (one === undefined) return;
    waiting.delete(id);
    end(one);
    // An empty answer stays: whoever is still at work on it may not answer a second time.
    redis.multi().del(requestKey(id)).set(answerKey(id), '', 'PX', lifeMs).exec().catch(onTrouble);
  }

  async function take(id: string, bytes: Buffer): Promise<void> {
    try {
      const answer = await unpackAnswer(bytes);
      settle(id, ({ resolve }) => resolve(answer));
    } catch (error) {
      settle(id, ({ reject }) => reject(error));
    }
  }

  /** In the order in which it was told, however long each piece takes to unpack. */
  let heard: Promise<void> = Promise.resolve();
  function hear(bytes: Buffer): void {
    const unpacked = unpackNews(bytes);
    unpacked.catch(() => undefined);
    heard = heard
      .then(async () => {
        const news = await unpacked;
        waiting.get(news.id)?.hear(news);
        if (news.kind === 'answered') fetchAnswer(news.id).catch(onTrouble);
      })
      .catch(onTrouble);
  }

  async function fetchAnswer(id: string): Promise<void> {
    const found = await redis.getBuffer(answerKey(id));
    if (found !== null) await take(id, found);
  }

  /** News may be lost with a connection, jobs with a Redis that does not write everything down. */
  async function look(): Promise<void> {
    for (const [id, one] of [...waiting]) {
      if (!one.isQueued) continue;
      const found = await redis.getBuffer(answerKey(id));
      // What was told before the answer is heard before it.
      await heard;
      if (found !== null) await take(id, found);
      else if (waiting.has(id)) await lookAfter(id, one);
    }
  }

  async function lookAfter(id: string, one: Waiting): Promise<void> {
    const state = await queue.getJobState(id);
    if (state === 'prioritized') one.moved(await line.placeOf(id));
    // Killed its worker again and again, or failed with nobody left to say so.
    if (state === 'failed') settle(id, ({ reject }) => reject(new Error('no worker lived through it')));
    if (state === 'unknown' && waiting.has(id)) await enqueue(id, one);
    // Done, and the answer lost: once more.
    if (state === 'completed' && (await redis.exists(answerKey(id))) === 0) await queue.remove(id);
  }

  async function giveUp(id: string): Promise<void> {
    await redis.publish(givenUpChannel, id);
    // Whoever is at work on it holds it: the news reaches them.
    await queue.remove(id).catch(() => undefined);
  }

  async function run(task: Task, runOptions: RunOptions): Promise<Answer> {
    const { signal, asker, onPlace, onProgress, onRanking } = runOptions;
    let place: number | undefined;
    const moved = bound((now: Place | null): void => {
      if (now?.place !== place) onPlace?.(now);
      place = now?.place;
    });
    let begunAt: number | undefined;
    const hear = bound((news: News): void => {
      if (news.kind === 'begun') {
        begunAt = performance.now();
        moved(null);
      }
      if (news.kind === 'progress') onProgress?.(news.event);
      if (news.kind === 'ranking') onRanking?.(news.ranking);
    });
    const wantsRankings = onRanking !== undefined;
    const requestId = currentRequest()?.id;
    const packed = await packQueued({ task, replyTo: botId, wantsRankings, requestId }, sealing);
    signal?.throwIfAborted();
    const id = randomUUID();
    let onAbort: (() => void) | undefined;
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        onAbort = () => {
          settle(id, () => reject(signal?.reason));
          giveUp(id).catch(onTrouble);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        const one = { packed, hear, moved, priority: 1, isQueued: false, resolve, reject };
        waiting.set(id, one);
        line
          .enter(asker)
          .then((priority) => {
            one.priority = priority;
            return waiting.has(id) ? enqueue(id, one) : undefined;
          })
          .then(
            () => {
              one.isQueued = true;
            },
            (error) => settle(id, () => reject(error)),
          );
      });
      // What failed or was refused says nothing of how long a run takes.
      const isDone = answer.kind === 'ranking' || answer.kind === 'soundtrack';
      if (isDone && begunAt !== undefined) line.took(performance.now() - begunAt);
      return answer;
    } finally {
      if (onAbort) signal?.removeEventListener('abort', onAbort);
      line.leave(asker).catch(onTrouble);
    }
  }

  ears.on('messageBuffer', (_, bytes) => hear(bytes));
  await ears.subscribe(newsChannel(botId));
  let isLooking = false;
  const looks = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch(onTrouble)
      .finally(() => {
        isLooking = false;
      });
  }, lookEveryMs);

  return {
    run,
    async depth() {
      const { active = 0, waiting: plain = 0, prioritized = 0, delayed = 0 } = await queue.getJobCounts();
      return { running: active, waiting: plain + prioritized + delayed };
    },
    async close() {
      clearInterval(looks);
      const left = [...waiting.keys()];
      for (const id of left) settle(id, ({ reject }) => reject(new Error('the bot is closing')));
      const patience = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
      await Promise.race([Promise.allSettled(left.map(giveUp)), patience]);
      await Promise.race([queue.close(), patience]);
      ears.disconnect();
      redis.disconnect();
    },
  };
}
