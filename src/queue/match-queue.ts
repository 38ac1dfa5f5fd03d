/**
 * The bot's end of the queue: `matchScene` and `matchAlbum` made by workers. Hands tasks over and waits for their
 * answers, also when a worker dies.
 */
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { bound, currentRequest } from '../concurrency/request-scope.ts';
import { withTimeout } from '../concurrency/time-limits.ts';
import { createWaitEstimate } from '../concurrency/wait-estimate.ts';
import { UserError } from '../errors.ts';
import type { MatchAlbum } from '../pipeline/album/match-album.ts';
import type { MatchScene, QueuePlace, RunOptions } from '../pipeline/request.ts';
import { channels, connectRedis, keys, lifeMs, prefix, queueName } from './connection.ts';
import type { Sealing } from './sealing.ts';
import {
  type Answer,
  type News,
  packQueued,
  type Queued,
  type Task,
  unpackAnswer,
  unpackNews,
} from './wire.ts';

export type MatchQueueOptions = {
  url: string;
  sealing: Sealing;
  onError(error: unknown): void;
  /** How often to look for answers whose news was lost. Default 2 s. */
  pollMs?: number;
};

/** A task that this bot waits for. Its callbacks run within the request that asked. */
type Pending = {
  packed: Buffer;
  priority: number;
  isQueued: boolean;
  onNews(news: News): void;
  /** The place in line; null when work begins. */
  onPlace(place: QueuePlace | null): void;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
};

/** A server's second request comes after the first of every other, and so on; a further one of one person weighs this much more. */
const personStep = 10;
const maxPriority = 2 ** 20;
const jobOptions = {
  /** How often a run is tried that fails by a bug or a dying worker. */
  attempts: 3,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: { age: 600 },
  removeOnFail: { age: 7 * 86_400, count: 1000 },
  stackTraceLimit: 0,
};
const closeTimeoutMs = 2_000;

const failureOf = (answer: Answer): Error =>
  answer.kind === 'user-error'
    ? new UserError(answer.code, answer.sentence)
    : new Error('no worker could do it');

export type MatchQueue = Awaited<ReturnType<typeof openMatchQueue>>;

/** Throws `UserError` when Redis cannot be reached. */
export async function openMatchQueue(options: MatchQueueOptions) {
  const { url, sealing, onError, pollMs = 2_000 } = options;
  const redis = await connectRedis(url, onError);
  const subscriber = redis.duplicate();
  subscriber.on('error', onError);
  const queue = new Queue(queueName, { connection: redis, prefix });
  queue.on('error', onError);
  const estimate = createWaitEstimate();
  const botId = randomUUID();
  const pending = new Map<string, Pending>();
  const nameOf = (kind: string, id: string): string => sealing.nameFor(`${kind} ${id}`);

  /** May be repeated: BullMQ ignores a job whose id it has. */
  async function enqueue(id: string, { packed, priority }: Pending): Promise<void> {
    await redis.set(keys.request(id), packed, 'PX', lifeMs);
    // BullMQ's own data, progress, result and errors stay empty: they outlive the answer in Redis.
    await queue.add('match', {}, { ...jobOptions, jobId: id, priority });
  }

  function settle(id: string, end: (task: Pending) => void): void {
    const task = pending.get(id);
    if (task === undefined) return;
    pending.delete(id);
    end(task);
    // The empty answer stays, so that a worker that is still at work on it cannot answer a second time.
    redis.multi().del(keys.request(id)).set(keys.answer(id), '', 'PX', lifeMs).exec().catch(onError);
  }

  /** Settles the task when there is an answer; says whether there was. */
  async function fetchAnswer(id: string): Promise<boolean> {
    const bytes = await redis.getBuffer(keys.answer(id));
    // News that came before the answer is handled before it.
    await handled;
    if (bytes === null) return false;
    await unpackAnswer(bytes, sealing).then(
      (answer) => settle(id, ({ resolve }) => resolve(answer)),
      (error) => settle(id, ({ reject }) => reject(error)),
    );
    return true;
  }

  /** News is handled in the order of coming, however long each piece takes to unpack. */
  let handled: Promise<void> = Promise.resolve();
  function receive(bytes: Buffer): void {
    const unpacked = unpackNews(bytes, sealing);
    unpacked.catch(() => undefined);
    handled = handled
      .then(async () => {
        const news = await unpacked;
        pending.get(news.id)?.onNews(news);
        if (news.kind === 'answered') fetchAnswer(news.id).catch(onError);
      })
      .catch(onError);
  }

  /** null for a request that a worker has just taken. */
  async function placeOf(id: string): Promise<QueuePlace | null> {
    const before = await redis.zrank(queue.toKey('prioritized'), id);
    if (before === null) return null;
    // While anybody waits all workers are busy, so the active jobs are as many as can run at once.
    return { place: before + 1, waitMs: estimate.waitMs(before + 1, await queue.getActiveCount()) };
  }

  /** News can be lost with a connection, and jobs when Redis restarts. */
  async function check(id: string, task: Pending): Promise<void> {
    if (!task.isQueued || (await fetchAnswer(id)) || !pending.has(id)) return;
    const state = await queue.getJobState(id);
    if (state === 'prioritized') task.onPlace(await placeOf(id));
    // It killed its workers, or failed when no worker was left to answer.
    if (state === 'failed') settle(id, ({ reject }) => reject(new Error('no worker lived through it')));
    if (state === 'unknown' && pending.has(id)) await enqueue(id, task);
    // Done, but the answer is lost: the next poll queues it again.
    if (state === 'completed' && (await redis.exists(keys.answer(id))) === 0) await queue.remove(id);
  }

  async function giveUp(id: string): Promise<void> {
    await redis.publish(channels.givenUp, id);
    // Fails for a job that is being worked on: its worker hears the message.
    await queue.remove(id).catch(() => undefined);
  }

  /** Counts the request among the open ones of its server and its person, and puts it in line behind others' first. */
  async function start(id: string, task: Pending, asker: Queued['asker']): Promise<void> {
    const steps = asker ? { [asker.server]: 1, [asker.person]: personStep } : {};
    for (const [name, step] of Object.entries(steps)) {
      const others = (await redis.incr(keys.asking(name))) - 1;
      await redis.pexpire(keys.asking(name), lifeMs);
      task.priority = Math.min(maxPriority, task.priority + step * Math.max(0, others));
    }
    if (pending.has(id)) await enqueue(id, task);
    task.isQueued = true;
  }

  async function run(task: Task, { signal, asker: person, onPlace, onProgress, onRanking }: RunOptions) {
    let lastPlace: number | undefined;
    let startedAt: number | undefined;
    const callbacks = {
      onPlace: bound((place: QueuePlace | null): void => {
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
    const { id: requestId, server = person } = currentRequest() ?? {};
    const asker =
      person && server ? { person: nameOf('person', person), server: nameOf('server', server) } : undefined;
    const queued = { task, replyTo: botId, wantsRankings: onRanking !== undefined, requestId, asker };
    const packed = await packQueued(queued, sealing);
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
        start(id, mine, asker).catch((error) => settle(id, () => reject(error)));
      });
      // Only finished runs say how long a run takes.
      const isFinished = answer.kind === 'ranking' || answer.kind === 'soundtrack';
      if (isFinished && startedAt !== undefined) estimate.add(performance.now() - startedAt);
      return answer;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      for (const name of Object.values(asker ?? {})) {
        // With a life again: where Redis has lost the count, this begins a new one.
        redis.multi().decr(keys.asking(name)).pexpire(keys.asking(name), lifeMs).exec().catch(onError);
      }
    }
  }

  subscriber.on('messageBuffer', (_, bytes) => receive(bytes));
  await subscriber.subscribe(channels.news(botId));
  let isPolling = false;
  const polling = setInterval(async () => {
    if (isPolling) return;
    isPolling = true;
    for (const [id, task] of [...pending]) await check(id, task).catch(onError);
    isPolling = false;
  }, pollMs);

  const matchScene: MatchScene = async (request, runOptions = {}) => {
    const answer = await run({ kind: 'match', request }, runOptions);
    if (answer.kind !== 'ranking') throw failureOf(answer);
    return answer.ranking;
  };
  const matchAlbum: MatchAlbum = async (request, runOptions = {}) => {
    const answer = await run({ kind: 'album', request }, runOptions);
    if (answer.kind !== 'soundtrack') throw failureOf(answer);
    return answer.soundtrack;
  };

  return {
    matchScene,
    matchAlbum,
    async depth() {
      const { active = 0, waiting = 0, prioritized = 0, delayed = 0 } = await queue.getJobCounts();
      return { running: active, waiting: waiting + prioritized + delayed };
    },
    /** Gives up whatever was not answered by now. */
    async close(): Promise<void> {
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
