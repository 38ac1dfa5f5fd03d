/**
 * Queues in which fairness keys take turns, so that one person's thousand items do not hold up another's ten: the bare
 * queue, the limits of calls to one service, and work in the background.
 */
import PQueue, { type Queue, type QueueAddOptions } from 'p-queue';
import { bound, turnOf } from './request-scope.ts';

/** Keys of one item, the widest first: servers take turns, in a server its people, of a person their runs. */
export type Turn = readonly unknown[];

type Waiting<T> = { turn: Turn; item: T };

/** How many of its widest keys one turn shares with another. */
function sharedKeys({ turn }: Waiting<unknown>, other: Turn): number {
  const differing = turn.findIndex((key, level) => key !== other[level]);
  return differing < 0 ? turn.length : differing;
}

/** What waits behind `taken`, which had its turn: the more keys an item shares with it, the further back it goes. */
const behind = <T>(taken: Waiting<T>, line: readonly Waiting<T>[]): Waiting<T>[] =>
  line
    .filter((one) => one !== taken)
    .sort((one, other) => sharedKeys(one, taken.turn) - sharedKeys(other, taken.turn));

/**
 * Who has to leave: the last item of the server that has most, there of the person that has most, and so on; on a tie
 * the newcomer's.
 */
function lastOfMost<T>(line: readonly Waiting<T>[], newcomer: Turn): Waiting<T> | undefined {
  let most = line;
  for (const level of newcomer.keys()) {
    const counts = new Map<unknown, number>();
    for (const { turn } of most) counts.set(turn[level], (counts.get(turn[level]) ?? 0) + 1);
    const highest = Math.max(...counts.values());
    const longest = most.filter(({ turn }) => counts.get(turn[level]) === highest);
    const last = longest.findLast((one) => sharedKeys(one, newcomer) > level) ?? longest.at(-1);
    most = longest.filter(({ turn }) => turn[level] === last?.turn[level]);
  }
  return most.at(-1);
}

/** Keys take turns item by item; each key's items keep their order. */
export function createFairQueue<T extends object>(max = Number.POSITIVE_INFINITY) {
  /** The next one first; items that share keys stand together. */
  let line: Waiting<T>[] = [];
  return {
    /** Gives what has to leave when there are more than `max`: the last item of those who have most, maybe this one. */
    add(turn: Turn, item: T): T | undefined {
      let before = -1;
      for (let shared = turn.length; shared > 0 && before < 0; shared--) {
        before = line.findLastIndex((one) => sharedKeys(one, turn) === shared);
      }
      line = line.toSpliced(before < 0 ? line.length : before + 1, 0, { turn, item });
      if (line.length <= max) return undefined;
      const last = lastOfMost(line, turn);
      line = line.filter((one) => one !== last);
      return last?.item;
    },
    /** The first item that fits, of the key whose turn it is; undefined when none fits. */
    take(fits: (item: T) => boolean = () => true): T | undefined {
      const taken = line.find(({ item }) => fits(item));
      if (taken !== undefined) line = behind(taken, line);
      return taken?.item;
    },
    /** Without a turn of its key. */
    remove(isMeant: (item: T) => boolean): void {
      line = line.filter(({ item }) => !isMeant(item));
    },
    /** In the order in which they will be taken. */
    inOrder(): T[] {
      const order: T[] = [];
      for (let left = line; left[0] !== undefined; left = behind(left[0], left)) order.push(left[0].item);
      return order;
    },
    get size(): number {
      return line.length;
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
    this.#line.remove((item) => item.id === id);
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
