/**
 * Queues in which fairness keys take turns, so that one person's thousand items do not hold up another's ten: the bare
 * queue, the limits of calls to one service, and work in the background.
 */
import PQueue, { type Queue, type QueueAddOptions } from 'p-queue';
import { bound } from './request-scope.ts';

/** Keys take turns item by item; each key's items keep their order. */
export function createFairQueue<T>() {
  // A Map keeps the order of insertion: a key that had its turn moves to the end.
  const lines = new Map<object, Set<T>>();
  return {
    add(key: object, item: T): void {
      lines.set(key, (lines.get(key) ?? new Set()).add(item));
    },
    /** The first item that fits, of the key whose turn it is; undefined when none fits. */
    take(fits: (item: T) => boolean = () => true): T | undefined {
      for (const [key, line] of lines) {
        for (const item of line) {
          if (!fits(item)) continue;
          line.delete(item);
          lines.delete(key);
          if (line.size > 0) lines.set(key, line);
          return item;
        }
      }
      return undefined;
    },
    remove(key: object, item: T): void {
      const line = lines.get(key);
      line?.delete(item);
      if (line?.size === 0) lines.delete(key);
    },
    get size(): number {
      return [...lines.values()].reduce((sum, line) => sum + line.size, 0);
    },
  };
}

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

export type BackgroundQueue = ReturnType<typeof createBackgroundQueue>;

/**
 * Work that no reply waits for, one job at a time, `maxWaiting` at most. `onError` is called with the error of a failed
 * job; the queue goes on.
 */
export function createBackgroundQueue(options: { maxWaiting: number; onError?: (error: unknown) => void }) {
  const limit = createLimit({ concurrency: 1 });
  const end = new AbortController();
  const jobs = new Set<Promise<void>>();

  async function idle(): Promise<void> {
    while (jobs.size > 0) await Promise.all(jobs);
  }

  return {
    idle,
    /** Queues a job; false when the queue is full or closed. */
    add(fairnessKey: object, work: (signal: AbortSignal) => Promise<void>): boolean {
      if (end.signal.aborted || jobs.size > options.maxWaiting) return false;
      const start = async () => end.signal.aborted || work(end.signal);
      const job = limit(start, undefined, fairnessKey)
        .then(
          () => undefined,
          (error) => end.signal.aborted || options.onError?.(error),
        )
        .then(() => void jobs.delete(job));
      jobs.add(job);
      return true;
    },
    /** Drops what waits, aborts what runs, and resolves when it has ended. */
    async close(): Promise<void> {
      end.abort(new Error('closing'));
      await idle();
    },
  };
}
