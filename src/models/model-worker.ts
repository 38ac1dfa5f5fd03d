/**
 * Work for the models: a queue, a time limit for each job, a new process when the old one dies or hangs, and none at
 * all while there is nothing to do. Inference blocks the thread it runs on, so it never runs in the bot's.
 */
import { availableParallelism } from 'node:os';
import type { z } from 'zod';
import { ServiceError } from '../errors.ts';
import { type ModelProcess, startModelProcess } from './model-process.ts';
import { answerSchema, type Job } from './protocol.ts';

export type ModelWorkerOptions = {
  /** Threads of one operator. Default: one less than the machine has, so that the bot keeps one; at most 4. */
  threads?: number;
  /** Beams of BLIP's search: 1 is greedy and two to three times as fast. Default 3. */
  beams?: number;
  /** For one job, opening the model included. Default 60 s. */
  timeoutMs?: number;
  /** Without work for so long, the process ends and gives its memory back. Default 15 minutes. */
  idleMs?: number;
};

/** The model itself cannot be opened: its files are broken, or of a kind that is not known. */
export class ModelUnusable extends ServiceError {}

export interface ModelWorker {
  /**
   * Queues a job. Throws `ServiceError` of `models`: retryable when it took too long, `ModelUnusable` when the
   * model cannot be opened. A job whose process dies under it is tried once more in a new one. Aborts come
   * through at once; what runs already goes on unheard.
   */
  run<T>(job: Job, answer: z.ZodType<T>, options?: { signal?: AbortSignal | undefined }): Promise<T>;
  isRunning(): boolean;
  /** Ends the process, whatever it is doing; the next job starts a new one. */
  terminate(): Promise<void>;
  /** Ends the process for good. */
  close(): Promise<void>;
}

type Task = {
  job: Job;
  deaths: number;
  /** Nobody waits for it any more. */
  abandoned: boolean;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};

function failure(message: string, retryable: boolean, cause?: unknown): ServiceError {
  return new ServiceError(message, { service: 'models', retryable, cause });
}

export function createModelWorker(options: ModelWorkerOptions = {}): ModelWorker {
  const settings = {
    threads: options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1)),
    beams: options.beams ?? 3,
  };
  const timeoutMs = options.timeoutMs ?? 60_000;
  const idleMs = options.idleMs ?? 15 * 60_000;
  const queue: Task[] = [];
  let running: ModelProcess | null = null;
  let current: { id: number; task: Task; timer: NodeJS.Timeout } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  /** Ends the process and forgets it: nothing it still says is heard. */
  async function end(): Promise<void> {
    const ended = running;
    running = null;
    await ended?.kill();
  }

  function takeCurrent(): Task | null {
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
      else task.reject(failure('the model process died', false, cause));
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
    else if (answer.while === 'running')
      task?.reject(failure('the model failed', false, new Error(answer.error)));
    else {
      task?.reject(
        new ModelUnusable('the model could not be opened', {
          service: 'models',
          retryable: false,
          cause: new Error(answer.error),
        }),
      );
    }
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
    running ??= startModelProcess(settings, { onMessage: hear, onDeath: died });
    running.keepAlive(true);
    const id = ++lastId;
    const timer = setTimeout(() => {
      void end();
      takeCurrent()?.reject(failure(`the model took longer than ${timeoutMs} ms`, true));
      next();
    }, timeoutMs);
    current = { id, task, timer };
    running.send({ id, job: task.job });
  }

  return {
    isRunning: () => running !== null,
    async run(job, answer, { signal } = {}) {
      signal?.throwIfAborted();
      if (closed) throw failure('the models are closed', false);
      let onAbort: (() => void) | undefined;
      const value = await new Promise<unknown>((resolve, reject) => {
        const task: Task = { job, deaths: 0, abandoned: false, resolve, reject };
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
      if (!parsed.success) throw failure('the model answered in an unknown shape', false, parsed.error);
      return parsed.data;
    },
    async terminate() {
      const ended = end();
      died(new Error('the model process was ended'));
      await ended;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      const ended = end();
      takeCurrent()?.reject(failure('the models are closed', false));
      for (const task of queue.splice(0)) task.reject(failure('the models are closed', false));
      await ended;
    },
  };
}
