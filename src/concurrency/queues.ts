/**
 * Queues in which fairness keys take turns, so that one person's thousand items do not hold up another's ten: the bare
 * queue, the limits of calls to one service, and work in the background.
 */
import PQueue, { type Queue, type QueueAddOptions } from 'p-queue';
import { bound, turnOf } from './request-scope.ts';

/** Keys of one item, the widest first: servers take turns, in a server its people, of a person their runs. */
export type Turn = readonly unknown[];

/** Items without a key of their own, or lines by key. A Map keeps the order of insertion: who had a turn moves to the end. */
type Line<T> = { items: Set<T>; lines: Map<unknown, Line<T>> };

const emptyLine = <T>(): Line<T> => ({ items: new Set(), lines: new Map() });

const sizeOf = <T>({ items, lines }: Line<T>): number =>
  [...lines.values()].reduce((sum, line) => sum + sizeOf(line), items.size);

const isEmpty = <T>({ items, lines }: Line<T>): boolean => items.size === 0 && lines.size === 0;

const copyOf = <T>({ items, lines }: Line<T>): Line<T> => ({
  items: new Set(items),
  lines: new Map([...lines].map(([key, line]) => [key, copyOf(line)])),
});

function takeFrom<T>({ items, lines }: Line<T>, fits: (item: T) => boolean): T | undefined {
  for (const item of items) {
    if (fits(item)) {
      items.delete(item);
      return item;
    }
  }
  for (const [key, line] of lines) {
    const item = takeFrom(line, fits);
    if (item === undefined) continue;
    lines.delete(key);
    if (!isEmpty(line)) lines.set(key, line);
    return item;
  }
  return undefined;
}

function removeFrom<T>({ items, lines }: Line<T>, item: T): boolean {
  if (items.delete(item)) return true;
  for (const [key, line] of lines) {
    if (!removeFrom(line, item)) continue;
    if (isEmpty(line)) lines.delete(key);
    return true;
  }
  return false;
}

/** In the order in which they will be taken. */
function inOrder<T>(line: Line<T>): T[] {
  const left = copyOf(line);
  return Array.from({ length: sizeOf(left) }, () => takeFrom(left, () => true)).filter(
    (item) => item !== undefined,
  );
}

/** Keys take turns item by item; each key's items keep their order. */
export function createFairQueue<T extends object>(max = Number.POSITIVE_INFINITY) {
  const root = emptyLine<T>();
  let size = 0;
  return {
    /** Gives what has to leave when there are more than `max`: the last item of the longest line, maybe this one. */
    add([first, ...rest]: Turn, item: T): T | undefined {
      let line = root.lines.get(first) ?? emptyLine<T>();
      const own = line;
      root.lines.set(first, own);
      for (const key of rest) {
        const next = line.lines.get(key) ?? emptyLine<T>();
        line.lines.set(key, next);
        line = next;
      }
      line.items.add(item);
      size++;
      if (size <= max) return undefined;
      const longest = [...root.lines.values()].reduce(
        (found, other) => (sizeOf(other) > sizeOf(found) ? other : found),
        own,
      );
      const last = inOrder(longest).at(-1);
      if (last !== undefined && removeFrom(root, last)) size--;
      return last;
    },
    /** The first item that fits, of the key whose turn it is; undefined when none fits. */
    take(fits: (item: T) => boolean = () => true): T | undefined {
      const item = takeFrom(root, fits);
      if (item !== undefined) size--;
      return item;
    },
    remove(item: T): void {
      if (removeFrom(root, item)) size--;
    },
    inOrder: (): T[] => inOrder(root),
    get size(): number {
      return size;
    },
  };
}

type RunFunction = () => Promise<unknown>;

/** At most `perInterval` starts within each `intervalMs`. */
type LimitOptions = { concurrency?: number; intervalMs?: number; perInterval?: number };

export type Limit = <T>(work: () => Promise<T>, signal?: AbortSignal, fairnessKey?: object) => Promise<T>;

type AddOptions = QueueAddOptions & { turn?: Turn };

/** p-queue's waiting line, as a fair queue. */
class FairLine implements Queue<RunFunction, AddOptions> {
  readonly #line = createFairQueue<{ run: RunFunction; id: string | undefined }>();

  get size(): number {
    return this.#line.size;
  }

  enqueue(run: RunFunction, options?: Partial<AddOptions>): void {
    this.#line.add(options?.turn ?? [run], { run, id: options?.id });
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
 * Queues work within the limits; work whose signal is aborted while it waits never starts. Servers take turns,
 * their people, and of a person the fairness keys; work without one counts as a key of its own.
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
    queue.add(bound(work), { turn: turnOf(fairnessKey ?? work), ...(signal ? { signal } : {}) });
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
