/** The bot's end of the queue: hands tasks to workers and waits for their answers, also when a worker dies. */
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { bound, currentRequest } from '../concurrency/request-scope.ts';
import { withTimeout } from '../concurrency/time-limits.ts';
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
  onError(error: unknown): void;
  /** How often to look for answers whose news was lost. Default 2 s. */
  pollMs?: number;
};

export interface TaskQueue {
  /** Resolves with a worker's answer; rejects when no worker could give one, or with the signal's reason. */
  run(task: Task, options: RunOptions): Promise<Answer>;
  /** Tasks at work and in line, of all bots together. */
  depth(): Promise<{ running: number; waiting: number }>;
  /** Gives up whatever was not answered by now. */
  close(): Promise<void>;
}

/** A task that this bot waits for. Its callbacks run within the request that asked. */
type Pending = {
  packed: Buffer;
  priority: number;
  isQueued: boolean;
  onNews(news: News): void;
  /** The place in line; null when work begins. */
  onPlace(place: Place | null): void;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
};

/** How often a run is tried that fails by a bug or a dying worker. */
const attempts = 3;
const dayS = 86_400;
const closeTimeoutMs = 2_000;

/** Throws `UserError` when Redis cannot be reached. */
export async function openTaskQueue(options: TaskQueueOptions): Promise<TaskQueue> {
  const { url, sealing, onError, pollMs = 2_000 } = options;
  const redis = await connectRedis(url, onError);
  const subscriber = redis.duplicate();
  subscriber.on('error', onError);
  const queue = new Queue(queueName, { connection: redis, prefix });
  queue.on('error', onError);
  const line = createLine({ redis, queue });
  const botId = randomUUID();
  const pending = new Map<string, Pending>();

  /** May be repeated at any time: BullMQ ignores a job whose id it has. */
  async function enqueue(id: string, { packed, priority }: Pending): Promise<void> {
    await redis.set(requestKey(id), packed, 'PX', lifeMs);
    // BullMQ's own data, progress, result and errors stay empty: they outlive the answer in Redis.
    await queue.add(
      'match',
      {},
      {
        jobId: id,
        priority,
        attempts,
        backoff: { type: 'exponential', delay: 500 },
        removeOnComplete: { age: 600 },
        removeOnFail: { age: 7 * dayS, count: 1000 },
        stackTraceLimit: 0,
      },
    );
  }

  function settle(id: string, end: (task: Pending) => void): void {
    const task = pending.get(id);
    if (task === undefined) return;
    pending.delete(id);
    end(task);
    // The empty answer stays, so that a worker that is still at work on it cannot answer a second time.
    redis.multi().del(requestKey(id)).set(answerKey(id), '', 'PX', lifeMs).exec().catch(onError);
  }

  /** Settles the task when there is an answer; says whether there was. */
  async function fetchAnswer(id: string): Promise<boolean> {
    const bytes = await redis.getBuffer(answerKey(id));
    // News that came before the answer is handled before it.
    await handled;
    if (bytes === null) return false;
    const answer = unpackAnswer(bytes);
    await answer.then(
      (value) => settle(id, ({ resolve }) => resolve(value)),
      (error) => settle(id, ({ reject }) => reject(error)),
    );
    return true;
  }

  /** News is handled in the order of coming, however long each piece takes to unpack. */
  let handled: Promise<void> = Promise.resolve();
  function receive(bytes: Buffer): void {
    const unpacked = unpackNews(bytes);
    unpacked.catch(() => undefined);
    handled = handled
      .then(async () => {
        const news = await unpacked;
        pending.get(news.id)?.onNews(news);
        if (news.kind === 'answered') fetchAnswer(news.id).catch(onError);
      })
      .catch(onError);
  }

  /** News can be lost with a connection, and jobs when Redis restarts. */
  async function poll(): Promise<void> {
    for (const [id, task] of [...pending]) {
      if (task.isQueued && !(await fetchAnswer(id)) && pending.has(id)) await checkJob(id, task);
    }
  }

  async function checkJob(id: string, task: Pending): Promise<void> {
    const state = await queue.getJobState(id);
    if (state === 'prioritized') task.onPlace(await line.placeOf(id));
    // It killed its workers, or failed when no worker was left to answer.
    if (state === 'failed') settle(id, ({ reject }) => reject(new Error('no worker lived through it')));
    if (state === 'unknown' && pending.has(id)) await enqueue(id, task);
    // Done, but the answer is lost: the next poll queues it again.
    if (state === 'completed' && (await redis.exists(answerKey(id))) === 0) await queue.remove(id);
  }

  async function giveUp(id: string): Promise<void> {
    await redis.publish(givenUpChannel, id);
    // Fails for a job that is being worked on: its worker hears the message.
    await queue.remove(id).catch(() => undefined);
  }

  async function run(task: Task, runOptions: RunOptions): Promise<Answer> {
    const { signal, asker, onPlace, onProgress, onRanking } = runOptions;
    let lastPlace: number | undefined;
    let startedAt: number | undefined;
    const callbacks = {
      onPlace: bound((place: Place | null): void => {
        if (place?.place !== lastPlace) onPlace?.(place);
        lastPlace = place?.place;
      }),
      onNews: bound((news: News): void => {
        if (news.kind === 'begun') {
          startedAt = performance.now();
          callbacks.onPlace(null);
        }
        if (news.kind === 'progress') onProgress?.(news.event);
        if (news.kind === 'ranking') onRanking?.(news.ranking);
      }),
    };
    const packed = await packQueued(
      { task, replyTo: botId, wantsRankings: onRanking !== undefined, requestId: currentRequest()?.id },
      sealing,
    );
    signal?.throwIfAborted();
    const id = randomUUID();
    const onAbort = (): void => {
      settle(id, ({ reject }) => reject(signal?.reason));
      giveUp(id).catch(onError);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        const mine: Pending = { packed, priority: 1, isQueued: false, ...callbacks, resolve, reject };
        pending.set(id, mine);
        const start = async (): Promise<void> => {
          mine.priority = await line.enter(asker);
          if (pending.has(id)) await enqueue(id, mine);
          mine.isQueued = true;
        };
        start().catch((error) => settle(id, () => reject(error)));
      });
      // Only finished runs say how long a run takes.
      const isFinished = answer.kind === 'ranking' || answer.kind === 'soundtrack';
      if (isFinished && startedAt !== undefined) line.took(performance.now() - startedAt);
      return answer;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      line.leave(asker).catch(onError);
    }
  }

  subscriber.on('messageBuffer', (_, bytes) => receive(bytes));
  await subscriber.subscribe(newsChannel(botId));
  let isPolling = false;
  const polling = setInterval(async () => {
    if (isPolling) return;
    isPolling = true;
    await poll().catch(onError);
    isPolling = false;
  }, pollMs);

  return {
    run,
    async depth() {
      const { active = 0, waiting = 0, prioritized = 0, delayed = 0 } = await queue.getJobCounts();
      return { running: active, waiting: waiting + prioritized + delayed };
    },
    async close() {
      clearInterval(polling);
      const left = [...pending.keys()];
      for (const id of left) settle(id, ({ reject }) => reject(new Error('the bot is closing')));
      const closed = Promise.allSettled(left.map(giveUp)).then(() => queue.close());
      await withTimeout(closeTimeoutMs, closed).catch(() => undefined);
      subscriber.disconnect();
      redis.disconnect();
    },
  };
}
