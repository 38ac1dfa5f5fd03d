/** At most so many at once, so far apart: one for each service, shared by all requests of the process. */
import PQueue from 'p-queue';
import { bound } from './request-scope.ts';

export type LimitOptions = {
  concurrency: number;
  /** At most `perInterval` starts within each `intervalMs`. */
  intervalMs?: number;
  perInterval?: number;
};

export type Limit = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Queues work within the limits; work whose signal is aborted while it waits never starts. */
export function createLimit(options: LimitOptions): Limit {
  const queue = new PQueue({
    concurrency: options.concurrency,
    ...(options.intervalMs && options.perInterval
      ? { interval: options.intervalMs, intervalCap: options.perInterval }
      : {}),
  });
  // The queue starts work in the turn of whoever made room for it.
  return (work, signal) => queue.add(bound(work), signal ? { signal } : {});
}
