/** Worker processes: how they are started, spoken to and ended, from the sources and from the build alike. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { causeChain } from '../errors.ts';
import type { Answer, RunningWorker, WorkerEvents } from './worker-queue.ts';

export type ProcessStart = {
  /** `import.meta.url` of a file in the entry's folder. */
  beside: string;
  /** The entry's file name without its ending. */
  entry: string;
  /** What the entry is told at its start: `process.argv[2]`, as JSON. */
  settings?: unknown;
  /** What it may keep on its heap: one that takes more ends, and nobody else with it. */
  maxHeapMb?: number;
};

/**
 * A process, not a thread: a native library that hangs can be killed and one that crashes takes nobody along, and all
 * its memory comes back when it ends, of which a thread leaves half behind (measured with glibc).
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
    // Nothing a library prints may end up in the middle of `--json`.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', onMessage);
  child.on('error', onDeath);
  child.on('exit', (code, signal) => onDeath(new Error(`the ${entry} process ended (${signal ?? code})`)));
  return {
    send(request) {
      // What cannot be sent because the process is going down is told of by its end.
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

/**
 * The other side: every job is answered by its id, until whoever started this process is gone. `prepare` opens what a job
 * needs; the function it gives does it.
 */
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
      // As words: not every error survives the way to another process.
      return { id, ok: false, while: doing, error: causeChain(error).join('; ') };
    }
  }
  process.on('message', (message: unknown) => {
    answer(message).then((reply) => process.send?.(reply));
  });
  // Alone there is nothing to do. A Ctrl-C reaches this process too, but when it ends is for its parent to say.
  process.on('disconnect', () => process.exit());
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
}
