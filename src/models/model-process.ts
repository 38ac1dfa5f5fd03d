/** The process that runs models: how it is started, spoken to and ended. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RunningWorker, WorkerEvents } from '../support/worker-queue.ts';
import type { Request, WorkerSettings } from './protocol.ts';

/**
 * Starts model-worker-entry.ts. A process, not a thread: a native library that hangs can be killed and one that
 * crashes takes nobody along, and all its memory comes back when it ends.
 */
export function startModelProcess(
  settings: WorkerSettings,
  { onMessage, onDeath }: WorkerEvents,
): RunningWorker<Request> {
  // Node 20 does not read TypeScript: from the sources, a small file brings tsx along.
  const entry = import.meta.url.endsWith('.ts') ? './model-worker-boot.mjs' : './model-worker-entry.js';
  const child = fork(fileURLToPath(new URL(entry, import.meta.url)), [JSON.stringify(settings)], {
    execArgv: [],
    // Typed arrays arrive as typed arrays.
    serialization: 'advanced',
    // Nothing a library prints may end up in the middle of `--json`.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', onMessage);
  child.on('error', onDeath);
  child.on('exit', (code, signal) => onDeath(new Error(`the model process ended (${signal ?? code})`)));
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
      child.kill('SIGKILL');
      await gone;
    },
  };
}
