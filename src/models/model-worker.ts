/** The process that models run in: inference blocks the thread it runs on, so it never runs in the bot's. */
import { availableParallelism } from 'node:os';
import { startProcess } from '../concurrency/worker-process.ts';
import { createWorkerQueue, type WorkerFailure, type WorkerQueue } from '../concurrency/worker-queue.ts';
import { ServiceError } from '../errors.ts';
import type { Job } from './protocol.ts';

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

/**
 * Throws `ServiceError` of `models`: retryable when it took too long, `ModelUnusable` when the model cannot be opened.
 */
export type ModelWorker = WorkerQueue<Job>;

function failure(kind: WorkerFailure, cause: unknown, timeoutMs: number): ServiceError {
  const fields = { service: 'models', retryable: kind === 'late', cause };
  switch (kind) {
    case 'late':
      return new ServiceError(`the model took longer than ${timeoutMs} ms`, fields);
    case 'died':
      return new ServiceError('the model process died', fields);
    case 'unusable':
      return new ModelUnusable('the model could not be opened', fields);
    case 'failed':
      return new ServiceError('the model failed', fields);
    case 'closed':
      return new ServiceError('the models are closed', fields);
    case 'unknown-answer':
      return new ServiceError('the model answered in an unknown shape', fields);
  }
}

export function createModelWorker(options: ModelWorkerOptions = {}): ModelWorker {
  const settings = {
    threads: options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1)),
    beams: options.beams ?? 3,
  };
  const timeoutMs = options.timeoutMs ?? 60_000;
  return createWorkerQueue<Job>({
    start: (events) =>
      startProcess({ beside: import.meta.url, entry: 'model-worker-entry', settings }, events),
    failure: (kind, cause) => failure(kind, cause, timeoutMs),
    timeoutMs,
    idleMs: options.idleMs ?? 15 * 60_000,
  });
}
