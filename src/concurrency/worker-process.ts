/**
 * Calls to a worker process, one at a time: a fair queue, a time limit for each call, a new process when one dies or hangs, and
 * none while there is nothing to do. Long computations block their thread, so they never run in the bot's own.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { causeChain, ServiceError, UserError } from '../errors.ts';
import { sentenceSchema } from '../model/sentence.ts';
import { createFairQueue } from './queues.ts';
import { turnOf } from './request-scope.ts';
import { withSignal } from './time-limits.ts';
import { startProcess, type WorkerProgram } from './worker-start.ts';

/** The functions of a worker. Arguments and values are copied from process to process. */
export type Methods = Record<string, (...args: never[]) => unknown>;

/** Thrown in a worker that can't open what a call needs: other calls of its kind will fail as well. */
export class CannotOpen extends Error {}

// Both sides are this program, with one type for the methods: only the kind of a message is checked.
const callSchema = z.object({ id: z.int(), method: z.string(), args: z.custom<never[]>(Array.isArray) });

/** Errors come as text: not every error can be sent to another process, and none keeps its class. */
const answerSchema = z.discriminatedUnion('kind', [
  /** `rss`: what the process still holds, in bytes. */
  z.object({ kind: z.literal('value'), id: z.int(), value: z.unknown(), rss: z.number() }),
  z.object({
    kind: z.literal('refused'),
    id: z.int(),
    code: z.string(),
    sentence: sentenceSchema,
    cause: z.string(),
  }),
  z.object({ kind: z.enum(['unusable', 'failed']), id: z.int(), error: z.string() }),
  /** From the boot file: it holds more than it may. */
  z.object({ kind: z.literal('outgrown') }),
]);

/** Why there is no answer. `died`: twice under the same call; `outgrown`: it took more memory than it may;
 * `busy`: too many calls wait. */
type FailureKind = 'late' | 'died' | 'outgrown' | 'unusable' | 'failed' | 'busy' | 'closed';

/** Retryable when the call took too long, or too many waited. */
export class WorkerError extends ServiceError {
  readonly kind: FailureKind;

  constructor(service: string, kind: FailureKind, cause?: unknown) {
    super(`the ${service} process: ${kind}`, {
      service,
      retryable: kind === 'late' || kind === 'busy',
      cause,
    });
    this.kind = kind;
  }

  /** Was it what the process was given, most likely: a file made to crash it, to hang it or to fill the memory? */
  get isByInput(): boolean {
    return ['late', 'died', 'outgrown'].includes(this.kind);
  }
}

export type WorkerOptions = WorkerProgram & {
  service: string;
  timeoutMs: number;
  /** After this time without work the process ends, so that its memory is freed. */
  idleMs: number;
};

type Task = {
  method: string;
  args: readonly unknown[];
  deaths: number;
  signal: AbortSignal | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};

/** Of one process. */
const maxWaiting = 500;
/** Bytes a megabyte that may be held: a process with more than a quarter of its limit is not used again. */
const keptShare = (1024 * 1024) / 4;

async function kill(child: ChildProcess): Promise<void> {
  child.removeAllListeners();
  child.on('error', () => {});
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.ref();
  child.kill('SIGKILL');
  await gone;
}

/** A worker with the methods of its entry. Its process starts with the first call. */
export function createWorker<M extends Methods>(options: WorkerOptions) {
  const { service, entry, timeoutMs, idleMs, maxRssMb = Number.POSITIVE_INFINITY } = options;
  const queue = createFairQueue<Task>(maxWaiting);
  let child: ChildProcess | null = null;
  let current: { id: number; task: Task; timer: NodeJS.Timeout } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let isClosed = false;

  function start(): ChildProcess {
    const started = startProcess(options);
    started.on('message', onMessage);
    started.on('error', onDeath);
    started.on('exit', (code, signal) =>
      onDeath(new Error(`the ${entry} process ended (${signal ?? code})`)),
    );
    return started;
  }

  /** Ends the process, whatever it is doing; answers that still come from it are ignored. */
  async function end(): Promise<void> {
    const ended = child;
    child = null;
    if (ended !== null) await kill(ended);
  }

  function takeCurrent(): Task | undefined {
    const task = current?.task;
    clearTimeout(current?.timer);
    current = null;
    return task;
  }

  /** Not tried again: it would go the same way. */
  function giveUp(kind: FailureKind): void {
    void end();
    takeCurrent()?.reject(new WorkerError(service, kind));
    next();
  }

  function onDeath(cause: unknown): void {
    void end();
    const task = takeCurrent();
    if (task !== undefined && !task.signal?.aborted && ++task.deaths < 2) {
      next(task);
      return;
    }
    task?.reject(new WorkerError(service, 'died', cause));
    next();
  }

  function onMessage(message: unknown): void {
    const { data: answer, error } = answerSchema.safeParse(message);
    if (answer === undefined) {
      onDeath(error);
      return;
    }
    if (answer.kind === 'outgrown') {
      giveUp(answer.kind);
      return;
    }
    if (answer.id !== current?.id) return;
    const task = takeCurrent();
    if (answer.kind === 'value') {
      task?.resolve(answer.value);
      // Libraries do not give all memory back: what one large photo left would be counted with the next.
      if (answer.rss > maxRssMb * keptShare) void end();
    } else if (answer.kind === 'refused')
      task?.reject(new UserError(answer.code, answer.sentence, { cause: answer.cause }));
    else task?.reject(new WorkerError(service, answer.kind, new Error(answer.error)));
    next();
  }

  function next(interrupted?: Task): void {
    clearTimeout(idle);
    if (current !== null || isClosed) return;
    const task = interrupted ?? queue.take();
    if (task === undefined) {
      child?.unref();
      child?.channel?.unref();
      idle = setTimeout(() => void end(), idleMs).unref();
      return;
    }
    child ??= start();
    child.ref();
    child.channel?.ref();
    const id = ++lastId;
    const timer = setTimeout(giveUp, timeoutMs, 'late');
    current = { id, task, timer };
    // A message that cannot be sent because the process is ending is reported by `exit`.
    child.send({ id, method: task.method, args: task.args }, () => {});
  }

  return {
    /**
     * Queues a call, in which servers and people take turns; throws `WorkerError`, and `UserError` as the method does. A call during which the process dies is
     * tried once more in a new one. An abort rejects at once; a call that has begun runs on, and its answer is dropped.
     */
    call<K extends keyof M & string>(
      method: K,
      args: Parameters<M[K]>,
      { signal }: { signal?: AbortSignal | undefined } = {},
    ) {
      let task: Task | undefined;
      const done = new Promise<Awaited<ReturnType<M[K]>>>((resolve, reject) => {
        signal?.throwIfAborted();
        if (isClosed) throw new WorkerError(service, 'closed');
        task = { method, args, deaths: 0, signal, resolve, reject };
        queue.add(turnOf(task), task)?.reject(new WorkerError(service, 'busy'));
        next();
      });
      return withSignal(done, signal).finally(() => queue.remove((other) => other === task));
    },
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(idle);
      const ended = end();
      const running = takeCurrent();
      const left = [...(running ? [running] : []), ...queue.inOrder()];
      for (const task of left) task.reject(new WorkerError(service, 'closed'));
      await ended;
    },
  };
}

export function serveParent(methods: Methods): void {
  async function answer(message: unknown): Promise<z.input<typeof answerSchema>> {
    const { id, method, args } = callSchema.parse(message);
    try {
      return { kind: 'value', id, value: await methods[method]?.(...args), rss: process.memoryUsage.rss() };
    } catch (error) {
      if (error instanceof UserError) {
        const { code, sentence, cause } = error;
        return { kind: 'refused', id, code, sentence, cause: causeChain(cause).join('; ') };
      }
      const kind = error instanceof CannotOpen ? 'unusable' : 'failed';
      return { kind, id, error: causeChain(error).join('; ') };
    }
  }
  process.on('message', (message: unknown) => {
    answer(message).then((reply) => process.send?.(reply));
  });
  // Ctrl-C reaches this process as well, but its parent decides when it ends.
  process.on('disconnect', () => process.exit());
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
}
