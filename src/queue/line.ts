/** The line before the workers: who comes before whom, where everybody stands, and for about how long. */
import { createHash } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { createWaitEstimate } from '../concurrency/wait-estimate.ts';
import type { Place } from '../pipeline/request.ts';
import { askingKey, lifeMs } from './connection.ts';

export interface Line {
  /** BullMQ's priority for one more request of somebody's, until they `leave`. */
  enter(asker: string | undefined): Promise<number>;
  leave(asker: string | undefined): Promise<void>;
  /** Null for one that was taken just now. */
  placeOf(id: string): Promise<Place | null>;
  /** A worker took so long, in milliseconds, from the beginning of the work to the answer. */
  took(ms: number): void;
}

/** Each further request of one person waits behind so many steps of everybody's first. */
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
      // Sorted as BullMQ takes them.
      const before = await redis.zrank(queue.toKey('prioritized'), id);
      if (before === null) return null;
      const place = before + 1;
      // While anybody waits all workers have their hands full: so many as are at work can be at work.
      return { place, waitMs: estimate.waitMs(place, await queue.getActiveCount()) };
    },
    took: estimate.add,
  };
}
