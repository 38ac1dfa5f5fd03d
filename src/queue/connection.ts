/** Names in Redis, and the connection to it. */
import type { Redis } from 'ioredis';
import { withTimeout } from '../concurrency/time-limits.ts';
import { UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';

export const queueName = 'match';
export const prefix = 'scenescore';

export const keys = {
  /** A request with its photo, until it is answered. */
  request: (id: string): string => `${prefix}:request:${id}`,
  /** Its answer, until it is fetched; written once, even if two workers are at work on it. */
  answer: (id: string): string => `${prefix}:answer:${id}`,
  /** How many requests of a person, or of a server's people, are open. */
  asking: (asker: string): string => `${prefix}:asking:${asker}`,
  pace: (quota: string): string => `${prefix}:pace:${quota}`,
  /** The calls of a service in the order of asking: the first of them are running. */
  line: (service: string): string => `${prefix}:line:${service}`,
  /** Until when each of them counts as alive. */
  lease: (service: string): string => `${prefix}:lease:${service}`,
};

export const channels = {
  news: (botId: string): string => `${prefix}:news:${botId}`,
  givenUp: `${prefix}:given-up`,
};

/** Longer than any run, and no longer than Discord lets a reply be edited; what is left in Redis expires then. */
export const lifeMs = 15 * 60_000;

const connectMs = 5_000;
/** For an answer to a command; then the connection is made again. Longer than BullMQ's blocking wait for a job. */
const silenceMs = 20_000;

/** Once connected it reconnects for ever, and commands wait meanwhile. Throws `UserError` when the first try fails. */
export async function connectRedis(url: string, onError: (error: unknown) => void): Promise<Redis> {
  const { Redis } = await import('ioredis');
  let wasReady = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectMs,
    socketTimeout: silenceMs,
    // BullMQ's workers demand it.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (wasReady ? Math.min(50 * 2 ** times, 2_000) : null),
  });
  redis.on('error', onError);
  try {
    await withTimeout(2 * connectMs, redis.connect());
  } catch (cause) {
    redis.disconnect();
    throw new UserError('no-queue', hostTexts.queue.unreachable, { cause });
  }
  wasReady = true;
  return redis;
}
