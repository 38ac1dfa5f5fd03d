/** The line before the workers: the order of requests, their places, and about how long they wait. */
import { createHash } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { createWaitEstimate } from '../concurrency/wait-estimate.ts';
import type { Place } from '../pipeline/request.ts';
import { askingKey, lifeMs } from './connection.ts';

export interface Line {
  /** BullMQ's priority for one more request of a person, who must `leave` when it ends. */
  enter(asker: string | undefined): Promise<number>;
  leave(asker: string | undefined): Promise<void>;
  /** null for a request that a worker has just taken. */
  placeOf(id: string): Promise<Place | null>;
  /** A run took this long, in milliseconds. */
  took(ms: number): void;
}

/** Each further request of one person is this much lower in priority than everybody's first. */
const step = 10;

export function createLine({ redis, queue }: { redis: Redis; queue: Queue }): Line {
  const estimate = createWaitEstimate();
  const keyOf = (asker: string): string => askingKey(createHash('sha256').update(asker).digest('base64url'));
  return {
    async enter(asker) {
      if (asker === undefined) return 1;
      const asking = await redis.incr(keyOf(asker));
      await redis.pexpire(keyOf(asker), lifeMs);
      return 1 + step * Math.min(1000, Math.max(0, asking - 1));
    },
    async leave(asker) {
      if (asker !== undefined) await redis.decr(keyOf(asker));
    },
    async placeOf(id) {
      // The sorted set that BullMQ takes jobs from.
      const before = await redis.zrank(queue.toKey('prioritized'), id);
      if (before === null) return null;
      const place = before + 1;
      // While anybody waits all workers are busy, so the active jobs are as many as can run at once.
      return { place, waitMs: estimate.waitMs(place, await queue.getActiveCount()) };
    },
    took: estimate.add,
  };
}
