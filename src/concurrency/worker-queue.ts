/**
 * Work for a worker of ours, a thread or a process: a queue, a time limit for each job, a new worker when the old one
 * dies or hangs, and none at all while there is nothing to do. What computes for long blocks the thread it runs on, so
 * it never runs in the bot's.
 */
import { z } from 'zod';

/** What a worker says of each job, by its id. */
export const answerSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  /** `loading`: what the work needs cannot be opened; asking again with another job will not help. */
  z.object({ id: z.int(), ok: z.literal(false), while: z.enum(['loading', 'running']), error: z.string() }),
]);

export type Answer = z.output<typeof answerSchema>;

/** A worker that was started. */
export type RunningWorker<Request> = {
  send(request: Request): void;
  /** Should the program wait for it when there is nothing else to do? */
  keepAlive(yes: boolean): void;
  /** Ends it, whatever it is doing, and hears nothing of it any more. */
  kill(): Promise<void>;
};

export type WorkerEvents = {
  onMessage: (message: unknown) => void;
  /** It ended by itself, or could not be started. */
  onDeath: (cause: Error) => void;
};

/** Why there is no answer. `died`: twice under the same job. */
export type WorkerFailure = 'late' | 'died' | 'unusable' | 'failed' | 'closed' | 'unknown-answer';

export type WorkerQueueOptions<Job> = {
  start(events: WorkerEvents): RunningWorker<{ id: number; job: Job }>;
  /** The error that whoever waits is told. */
  failure(kind: WorkerFailure, cause?: unknown): Error;
  /** For one job. */
  timeoutMs: number;
  /** Without work for so long, the worker ends and gives its memory back. */
  idleMs: number;
};

export interface WorkerQueue<Job> {
  /**
   * Queues a job; throws what `failure` makes. A job whose worker dies under it is tried once more in a new one.
   * Aborts come through at once; what runs already goes on unheard.
   */
  run<T>(job: Job, answer: z.ZodType<T>, options?: { signal?: AbortSignal | undefined }): Promise<T>;
  isRunning(): boolean;
  /** Ends the worker, whatever it is doing; the next job starts a new one. */
  terminate(): Promise<void>;
  /** Ends the worker for good. */
  close(): Promise<void>;
}

type Task<Job> = {
  job: Job;
  deaths: number;
  /** Nobody waits for it any more. */
  abandoned: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};

/** Starts nothing yet: the worker comes with the first job. */
export function createWorkerQueue<Job>(options: WorkerQueueOptions<Job>): WorkerQueue<Job> {
  const { timeoutMs, idleMs, failure } = options;
  const queue: Task<Job>[] = [];
  let running: RunningWorker<{ id: number; job: Job }> | null = null;
  let current: { id: number; task: Task<Job>; timer: NodeJS.Timeout } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  /** Ends the worker and forgets it: nothing it still says is heard. */
  async function end(): Promise<void> {
    const ended = running;
    running = null;
    await ended?.kill();
  }

  function takeCurrent(): Task<Job> | null {
    const task = current?.task ?? null;
    clearTimeout(current?.timer);
    current = null;
    return task;
  }

  function died(cause: unknown): void {
    void end();
    const task = takeCurrent();
    if (task !== null && !task.abandoned) {
      task.deaths++;
      if (task.deaths < 2 && !closed) queue.unshift(task);
      else task.reject(failure('died', cause));
    }
    next();
  }

  function hear(message: unknown): void {
    const heard = answerSchema.safeParse(message);
    if (!heard.success) {
      died(heard.error);
      return;
    }
    const answer = heard.data;
    if (answer.id !== current?.id) return;
    const task = takeCurrent();
    if (answer.ok) task?.resolve(answer.value);
    else task?.reject(failure(answer.while === 'running' ? 'failed' : 'unusable', new Error(answer.error)));
    next();
  }

  function next(): void {
    clearTimeout(idle);
    if (current !== null || closed) return;
    const task = queue.shift();
    if (task === undefined) {
      running?.keepAlive(false);
      idle = setTimeout(() => void end(), idleMs).unref();
      return;
    }
    running ??= options.start({ onMessage: hear, onDeath: died });
    running.keepAlive(true);
    const id = ++lastId;
    const timer = setTimeout(() => {
      void end();
      takeCurrent()?.reject(failure('late'));
      next();
    }, timeoutMs);
    current = { id, task, timer };
    running.send({ id, job: task.job });
  }

  return {
    isRunning: () => running !== null,
    async run(job, answer, { signal } = {}) {
      signal?.throwIfAborted();
      if (closed) throw failure('closed');
      let onAbort: (() => void) | undefined;
      const value = await new Promise<unknown>((resolve, reject) => {
        const task: Task<Job> = { job, deaths: 0, abandoned: false, resolve, reject };
        onAbort = () => {
          task.abandoned = true;
          const waiting = queue.indexOf(task);
          if (waiting >= 0) queue.splice(waiting, 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(task);
        next();
      }).finally(() => onAbort && signal?.removeEventListener('abort', onAbort));
      const parsed = answer.safeParse(value);
      if (!parsed.success) throw failure('unknown-answer', parsed.error);
      return parsed.data;
    },
    async terminate() {
      const ended = end();
      died(new Error('the worker was ended'));
      await ended;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      const ended = end();
      takeCurrent()?.reject(failure('closed'));
      for (const task of queue.splice(0)) task.reject(failure('closed'));
      await ended;
    },
  };
}
