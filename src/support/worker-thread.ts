/** Starting a worker thread from the sources and from the build alike. */
import { Worker } from 'node:worker_threads';
import type { RunningWorker, WorkerEvents } from './worker-queue.ts';

export type ThreadStart = {
  /** `import.meta.url` of a file in the entry's folder. */
  beside: string;
  /** The entry's file name without its ending. */
  entry: string;
  /** What a debugger shows. */
  name: string;
  /** What it may keep on its heap: one that takes more is ended, and nobody else with it. */
  maxHeapMb?: number | undefined;
};

export function startThread<Request>(
  { beside, entry, name, maxHeapMb }: ThreadStart,
  { onMessage, onDeath }: WorkerEvents,
): RunningWorker<Request> {
  const fromSources = beside.endsWith('.ts');
  const file = new URL(`./${entry}.${fromSources ? 'ts' : 'js'}`, beside);
  // Node 20 does not read TypeScript, and a thread inherits no loader: from the sources, a small file brings tsx along.
  const worker = new Worker(fromSources ? new URL('./worker-thread-boot.mjs', import.meta.url) : file, {
    argv: [file.href],
    execArgv: [],
    name,
    ...(maxHeapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } }),
    // Nothing a library prints may end up in the middle of `--json`. The stream is left unread: reading it
    // would keep the process alive.
    stdout: true,
  });
  worker.on('message', onMessage);
  worker.on('error', onDeath);
  worker.on('exit', (code) => onDeath(new Error(`the thread ended with code ${code}`)));
  return {
    send: (request) => worker.postMessage(request),
    keepAlive(yes) {
      if (yes) worker.ref();
      else worker.unref();
    },
    async kill() {
      worker.removeAllListeners();
      // An error of a thread that is going down is nobody's any more, but must not end the process.
      worker.on('error', () => {});
      await worker.terminate();
    },
  };
}
