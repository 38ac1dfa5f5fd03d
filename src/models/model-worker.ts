/** How the model thread is started and handed its work. */
import { Worker } from 'node:worker_threads';
import type { Job, Request, ThreadData } from './protocol.ts';

/** Starts a thread on model-thread-entry.ts. */
export function startWorker(workerData: ThreadData): Worker {
  // Node 20 does not read TypeScript: from the sources, a small file brings tsx along.
  const entry = import.meta.url.endsWith('.ts') ? './model-thread-boot.mjs' : './model-thread-entry.js';
  return new Worker(new URL(entry, import.meta.url), {
    workerData,
    execArgv: [],
    name: 'models',
    // Nothing a library prints may end up in the middle of `--json`. The stream is left unread: reading it
    // would keep the process alive.
    stdout: true,
  });
}

/** Pixels are handed over, not copied again on the way; the caller keeps its own for the next captioner. */
export function handOver(id: number, job: Job): { request: Request; transfer: ArrayBuffer[] } {
  if (!('image' in job)) return { request: { id, job }, transfer: [] };
  const data = new Uint8Array(job.image.data);
  return { request: { id, job: { ...job, image: { ...job.image, data } } }, transfer: [data.buffer] };
}
