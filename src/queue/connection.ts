/** The queue's place in Redis: its names, and how it is reached. */
import type { Redis } from 'ioredis';
import { withTimeout } from '../concurrency/time-limits.ts';
import { UserError } from '../errors.ts';

/** BullMQ's queue, under its prefix. */
export const queueName = 'match';
export const prefix = 'scenescore';

/** A request, photo and all, until it is answered. */
export const requestKey = (id: string): string => `${prefix}:request:${id}`;
/** Its answer, until it is fetched. Written once, whoever else may still be at work on it. */
export const answerKey = (id: string): string => `${prefix}:answer:${id}`;
/** How many requests of one person are on their way. */
export const askingKey = (asker: string): string => `${prefix}:asking:${asker}`;
/** When the last calls of a service were begun. */
export const paceKey = (quota: string): string => `${prefix}:pace:${quota}`;
/** The calls of a service in the order of coming: the first of them are in hand. */
export const lineKey = (service: string): string => `${prefix}:line:${service}`;
/** Until when each of them is believed to be alive. */
export const leaseKey = (service: string): string => `${prefix}:lease:${service}`;
/** Where workers hear which call may come to be in hand. */
export const turnChannel = `${prefix}:turn`;
/** Where one bot process hears how its requests are doing. */
export const newsChannel = (botId: string): string => `${prefix}:news:${botId}`;
/** Where workers hear of requests that nobody waits for any more. */
export const givenUpChannel = `${prefix}:given-up`;

/** Longer than any run, and no longer than Discord lets a reply be edited: what is left behind goes by itself. */
export const lifeMs = 15 * 60_000;

const connectMs = 5_000;
/** With a command under way. Longer than workers let Redis wait for work; then the connection is made anew. */
const silenceMs = 20_000;

/**
 * A connection that, once made, is sought again until it is found; commands wait meanwhile. Throws `UserError` when
 * nobody answers at first.
 */
export async function connectRedis(url: string, onTrouble: (error: unknown) => void): Promise<Redis> {
  const { Redis } = await import('ioredis');
  let wasReady = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectMs,
    socketTimeout: silenceMs,
    // As BullMQ's workers demand it: no command is given up.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (wasReady ? Math.min(50 * 2 ** times, 2_000) : null),
  });
  redis.on('error', onTrouble);
  try {
    await withTimeout(2 * connectMs, redis.connect());
  } catch (cause) {
    redis.disconnect();
    throw new UserError(
      'no-queue',
      'The queue cannot be reached: see that Redis runs and that QUEUE_URL is its address, or leave QUEUE_URL empty.',
      { cause },
    );
  }
  wasReady = true;
  return redis;
}
