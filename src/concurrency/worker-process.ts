/** Worker processes: how they start, exchange messages and end; the same from sources and from the build. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { causeChain } from '../errors.ts';
import type { Answer, RunningWorker, WorkerEvents } from './worker-queue.ts';

export type ProcessStart = {
  /** `import.meta.url` of a file in the entry's folder. */
  beside: string;
  /** The entry's file name without its extension. */
  entry: string;
  /** Passed to the entry as JSON in `process.argv[2]`. */
  settings?: unknown;
  /** Limit of its heap; a process that needs more ends. */
  maxHeapMb?: number;
};

/**
 * A process, not a thread: a native library that hangs can be killed, one that crashes ends only this process, and all
 * memory is freed when it ends, while a thread leaves about half of it allocated (measured with glibc).
 */
export function startProcess<Request extends object>(
  { beside, entry, settings = null, maxHeapMb }: ProcessStart,
  { onMessage, onDeath }: WorkerEvents,
): RunningWorker<Request> {
  const fromSources = beside.endsWith('.ts');
  const file = new URL(`./${entry}.${fromSources ? 'ts' : 'js'}`, beside);
  const program = fromSources ? new URL('./worker-process-boot.mjs', import.meta.url) : file;
  const child = fork(fileURLToPath(program), [JSON.stringify(settings), file.href], {
    execArgv: maxHeapMb === undefined ? [] : [`--max-old-space-size=${maxHeapMb}`],
    // Typed arrays arrive as typed arrays.
    serialization: 'advanced',
    // Nothing that a library prints may mix with our own output.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', onMessage);
  child.on('error', onDeath);
  child.on('exit', (code, signal) => onDeath(new Error(`the ${entry} process ended (${signal ?? code})`)));
  return {
    send(request) {
      // A message that cannot be sent because the process is ending is reported by `exit`.
      child.send(request, () => {});
    },
    keepAlive(yes) {
      if (yes) child.ref();
      else child.unref();
      if (yes) child.channel?.ref();
      else child.channel?.unref();
    },
    async kill() {
      child.removeAllListeners();
      child.on('error', () => {});
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const gone = once(child, 'exit');
      child.ref();
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The worker's side: answers every job by its id. `prepare` loads what a job needs and gives the function that does it. */
export function serveParent<Job>(jobs: z.ZodType<Job>, prepare: (job: Job) => Promise<() => unknown>): void {
  const requests = z.object({ id: z.int(), job: jobs });
  async function answer(message: unknown): Promise<Answer> {
    const { id, job } = requests.parse(message);
    let doing: Extract<Answer, { ok: false }>['while'] = 'loading';
    try {
      const work = await prepare(job);
      doing = 'running';
      return { id, ok: true, value: await work() };
    } catch (error) {
      // As text: not every error can be sent to another process.
      return { id, ok: false, while: doing, error: causeChain(error).join('; ') };
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
