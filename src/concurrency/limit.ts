/** At most so many at once, so far apart: one for each service, shared by all requests of the process, who take turns. */
import PQueue, { type Queue, type QueueAddOptions } from 'p-queue';
import { createFairQueue } from './fair-queue.ts';
import { bound } from './request-scope.ts';

type RunFunction = () => Promise<unknown>;

export type LimitOptions = {
  concurrency: number;
  /** At most `perInterval` starts within each `intervalMs`. */
  intervalMs?: number;
  perInterval?: number;
};

export type Limit = <T>(work: () => Promise<T>, signal?: AbortSignal, owner?: object) => Promise<T>;

type Turn = QueueAddOptions & { owner?: object | undefined };

/** The library's line of those who wait, in which owners take turns. */
class FairLine implements Queue<RunFunction, Turn> {
  readonly #line = createFairQueue<{ run: RunFunction; id: string | undefined }>();

  get size(): number {
    return this.#line.size;
  }

  enqueue(run: RunFunction, options?: Partial<Turn>): void {
    this.#line.add(options?.owner ?? run, { run, id: options?.id });
  }

  dequeue(): RunFunction | undefined {
    return this.#line.take(() => true)?.run;
  }

  /** What was given up while it waited. */
  remove(id: string): void {
    this.#line.take((item) => item.id === id);
  }

  filter(): RunFunction[] {
    return [];
  }

  setPriority(): void {}
}

/**
 * Queues work within the limits; work whose signal is aborted while it waits never starts. One owner's hundred do not
 * hold up another's two; what has no owner has a turn of its own.
 */
export function createLimit(options: LimitOptions): Limit {
  const queue = new PQueue<FairLine, Turn>({
    queueClass: FairLine,
    concurrency: options.concurrency,
    ...(options.intervalMs && options.perInterval
      ? { interval: options.intervalMs, intervalCap: options.perInterval }
      : {}),
  });
  // The queue starts work in the turn of whoever made room for it.
  return (work, signal, owner) => queue.add(bound(work), { owner, ...(signal ? { signal } : {}) });
}
