/**
 * Jobs for a worker process, one at a time: a queue, a time limit for each job, a new worker when one dies or hangs, and
 * none while there is nothing to do. Long computations block their thread, so they never run in the bot's own.
 */
import { z } from 'zod';

/** A worker's answer to a job, by its id. */
export const answerSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  /** `loading`: what the job needs cannot be opened, so other jobs will fail as well. */
  z.object({ id: z.int(), ok: z.literal(false), while: z.enum(['loading', 'running']), error: z.string() }),
]);

export type Answer = z.output<typeof answerSchema>;

/** A worker that was started. */
export type RunningWorker<Request> = {
  send(request: Request): void;
  /** Does it keep the program running? */
  keepAlive(yes: boolean): void;
  /** Ends it, whatever it is doing; no more events come. */
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
  /** Makes the error that `run` throws. */
  failure(kind: WorkerFailure, cause?: unknown): Error;
  /** For one job. */
  timeoutMs: number;
  /** After this time without work the worker ends, so that its memory is freed. */
  idleMs: number;
};

export interface WorkerQueue<Job> {
  /**
   * Queues a job; throws what `failure` makes. A job during which the worker dies is tried once more in a new one.
   * An abort rejects at once; a job that has begun runs on, and its answer is dropped.
   */
  run<T>(job: Job, answer: z.ZodType<T>, options?: { signal?: AbortSignal | undefined }): Promise<T>;
  /** Ends the worker for good. */
  close(): Promise<void>;
}

type Task<Job> = {
  job: Job;
  deaths: number;
  /** Its caller has aborted it. */
  abandoned: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};

/** The worker starts with the first job. */
export function createWorkerQueue<Job>(options: WorkerQueueOptions<Job>): WorkerQueue<Job> {
  const { timeoutMs, idleMs, failure } = options;
  const queue: Task<Job>[] = [];
  let running: RunningWorker<{ id: number; job: Job }> | null = null;
  let current: { id: number; task: Task<Job>; timer: NodeJS.Timeout } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  /** Ends the worker; answers that still come from it are ignored. */
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

  function onDeath(cause: unknown): void {
    void end();
    const task = takeCurrent();
    if (task !== null && !task.abandoned) {
      task.deaths++;
      if (task.deaths < 2 && !closed) queue.unshift(task);
      else task.reject(failure('died', cause));
    }
    next();
  }

  function onMessage(message: unknown): void {
    const parsed = answerSchema.safeParse(message);
    if (!parsed.success) {
      onDeath(parsed.error);
      return;
    }
    const answer = parsed.data;
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
    running ??= options.start({ onMessage, onDeath });
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
