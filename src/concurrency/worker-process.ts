/**
 * Jobs for a worker process, one at a time: a queue, a time limit for each job, a new process when one dies or hangs, and
 * none while there is nothing to do. Long computations block their thread, so they never run in the bot's own.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { causeChain, ServiceError } from '../errors.ts';
import { withSignal } from './time-limits.ts';

/** A worker's answer to a job, by its id. */
const answerSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  /** `unusable`: what the job needs cannot be opened, so other jobs will fail as well. */
  z.object({ id: z.int(), ok: z.literal(false), kind: z.enum(['unusable', 'failed']), error: z.string() }),
]);

/** Why there is no answer. `died`: twice under the same job. */
type FailureKind = 'late' | 'died' | 'unusable' | 'failed' | 'closed' | 'unknown-answer';

/** Retryable when the job took too long. */
export class WorkerError extends ServiceError {
  readonly kind: FailureKind;

  constructor(service: string, kind: FailureKind, cause?: unknown) {
    super(`the ${service} process: ${kind}`, { service, retryable: kind === 'late', cause });
    this.kind = kind;
  }
}

export type WorkerQueueOptions = {
  /** Names the errors. */
  service: string;
  /** `import.meta.url` of a file in the entry's folder. */
  beside: string;
  /** The entry's file name without its extension. */
  entry: string;
  /** Limit of its heap; a process that needs more ends. */
  maxHeapMb?: number;
  /** For one job. */
  timeoutMs: number;
  /** After this time without work the process ends, so that its memory is freed. */
  idleMs: number;
};

export interface WorkerQueue<Job> {
  /**
   * Queues a job; throws `WorkerError`. A job during which the process dies is tried once more in a new one. An abort
   * rejects at once; a job that has begun runs on, and its answer is dropped.
   */
  run<T>(job: Job, answer: z.ZodType<T>, options?: { signal?: AbortSignal | undefined }): Promise<T>;
  /** Ends the process for good. */
  close(): Promise<void>;
}

type Task<Job> = {
  job: Job;
  deaths: number;
  signal: AbortSignal | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};

/**
 * A process, not a thread: a native library that hangs can be killed, one that crashes ends only this process, and all
 * memory is freed when it ends, while a thread leaves about half of it allocated (measured with glibc).
 */
function startProcess({ beside, entry, maxHeapMb }: WorkerQueueOptions): ChildProcess {
  const isFromSources = beside.endsWith('.ts');
  const file = new URL(`./${entry}.${isFromSources ? 'ts' : 'js'}`, beside);
  const program = isFromSources ? new URL('./worker-process-boot.mjs', import.meta.url) : file;
  return fork(fileURLToPath(program), [file.href], {
    execArgv: maxHeapMb === undefined ? [] : [`--max-old-space-size=${maxHeapMb}`],
    // Typed arrays arrive as typed arrays.
    serialization: 'advanced',
    // Nothing that a library prints may mix with our own output.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function kill(child: ChildProcess): Promise<void> {
  child.removeAllListeners();
  child.on('error', () => {});
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.ref();
  child.kill('SIGKILL');
  await gone;
}

/** The process starts with the first job. */
export function createWorkerQueue<Job>(options: WorkerQueueOptions): WorkerQueue<Job> {
  const { service, entry, timeoutMs, idleMs } = options;
  const queue: Task<Job>[] = [];
  let child: ChildProcess | null = null;
  let current: { id: number; task: Task<Job>; timer: NodeJS.Timeout } | null = null;
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

  function takeCurrent(): Task<Job> | undefined {
    const task = current?.task;
    clearTimeout(current?.timer);
    current = null;
    return task;
  }

  function onDeath(cause: unknown): void {
    void end();
    const task = takeCurrent();
    if (task !== undefined && !task.signal?.aborted) {
      task.deaths++;
      if (task.deaths < 2) queue.unshift(task);
      else task.reject(new WorkerError(service, 'died', cause));
    }
    next();
  }

  function onMessage(message: unknown): void {
    const { data: answer, error } = answerSchema.safeParse(message);
    if (answer === undefined) {
      onDeath(error);
      return;
    }
    if (answer.id !== current?.id) return;
    const task = takeCurrent();
    if (answer.ok) task?.resolve(answer.value);
    else task?.reject(new WorkerError(service, answer.kind, new Error(answer.error)));
    next();
  }

  function next(): void {
    clearTimeout(idle);
    if (current !== null || isClosed) return;
    let task = queue.shift();
    while (task?.signal?.aborted) task = queue.shift();
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
    const timer = setTimeout(() => {
      void end();
      takeCurrent()?.reject(new WorkerError(service, 'late'));
      next();
    }, timeoutMs);
    current = { id, task, timer };
    // A message that cannot be sent because the process is ending is reported by `exit`.
    child.send({ id, job: task.job }, () => {});
  }

  return {
    async run(job, answer, { signal } = {}) {
      signal?.throwIfAborted();
      if (isClosed) throw new WorkerError(service, 'closed');
      const done = new Promise<unknown>((resolve, reject) => {
        queue.push({ job, deaths: 0, signal, resolve, reject });
        next();
      });
      const parsed = answer.safeParse(await withSignal(done, signal));
      if (!parsed.success) throw new WorkerError(service, 'unknown-answer', parsed.error);
      return parsed.data;
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      const ended = end();
      const running = takeCurrent();
      const left = running === undefined ? queue : [running, ...queue];
      for (const task of left) task.reject(new WorkerError(service, 'closed'));
      await ended;
    },
  };
}

/** The worker's side: answers every job by its id. `prepare` loads what a job needs and gives the function that does it. */
export function serveParent<Job>(jobs: z.ZodType<Job>, prepare: (job: Job) => Promise<() => unknown>): void {
  const requests = z.object({ id: z.int(), job: jobs });
  async function answer(message: unknown): Promise<z.infer<typeof answerSchema>> {
    const { id, job } = requests.parse(message);
    let kind: 'unusable' | 'failed' = 'unusable';
    try {
      const work = await prepare(job);
      kind = 'failed';
      return { id, ok: true, value: await work() };
    } catch (error) {
      // As text: not every error can be sent to another process.
      return { id, ok: false, kind, error: causeChain(error).join('; ') };
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
