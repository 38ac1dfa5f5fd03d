/** Limits of calls to one service: at most so many at once, so far apart. Requests of the process share it in turn. */
import PQueue, { type Queue, type QueueAddOptions } from 'p-queue';
import { createFairQueue } from './fair-queue.ts';
import { bound } from './request-scope.ts';

type RunFunction = () => Promise<unknown>;

/** At most `perInterval` starts within each `intervalMs`. */
type LimitOptions = { concurrency?: number; intervalMs?: number; perInterval?: number };

export type Limit = <T>(work: () => Promise<T>, signal?: AbortSignal, fairnessKey?: object) => Promise<T>;

type AddOptions = QueueAddOptions & { fairnessKey?: object | undefined };

/** p-queue's waiting line, as a fair queue. */
class FairLine implements Queue<RunFunction, AddOptions> {
  readonly #line = createFairQueue<{ run: RunFunction; id: string | undefined }>();

  get size(): number {
    return this.#line.size;
  }

  enqueue(run: RunFunction, options?: Partial<AddOptions>): void {
    this.#line.add(options?.fairnessKey ?? run, { run, id: options?.id });
  }

  dequeue(): RunFunction | undefined {
    return this.#line.take()?.run;
  }

  /** p-queue calls it for work that was aborted while it waited. */
  remove(id: string): void {
    this.#line.take((item) => item.id === id);
  }

  filter(): RunFunction[] {
    return [];
  }

  setPriority(): void {}
}

/**
 * Queues work within the limits; work whose signal is aborted while it waits never starts. Fairness keys take turns;
 * work without one counts as a key of its own.
 */
export function createLimit({ concurrency = Number.POSITIVE_INFINITY, ...rate }: LimitOptions): Limit {
  const { intervalMs: interval = 0, perInterval: intervalCap = Number.POSITIVE_INFINITY } = rate;
  const queue = new PQueue<FairLine, AddOptions>({
    queueClass: FairLine,
    concurrency,
    interval,
    intervalCap,
  });
  // p-queue starts work within the async context of the call that ended before it.
  return (work, signal, fairnessKey) =>
    queue.add(bound(work), { fairnessKey, ...(signal ? { signal } : {}) });
}
