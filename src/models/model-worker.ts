/** The process that models run in: inference blocks its thread, so it never runs in the bot's process. */
import { startProcess } from '../concurrency/worker-process.ts';
import { createWorkerQueue, type WorkerFailure, type WorkerQueue } from '../concurrency/worker-queue.ts';
import { ServiceError } from '../errors.ts';
import type { Job } from './jobs.ts';

export type ModelWorkerOptions = {
  /** For one job, opening the model included. Default 60 s. */
  timeoutMs?: number;
  /** The process ends after so long without work. Default 15 minutes. */
  idleMs?: number;
};

/** The model cannot be opened: its files are broken, or of an unknown kind. */
export class ModelUnusable extends ServiceError {}

/**
 * Throws `ServiceError` of `models`: retryable when it took too long, `ModelUnusable` when the model cannot be opened.
 */
export type ModelWorker = WorkerQueue<Job>;

const messages: Record<WorkerFailure, string> = {
  late: 'the model took too long',
  died: 'the model process died',
  unusable: 'the model could not be opened',
  failed: 'the model failed',
  closed: 'the models are closed',
  'unknown-answer': 'the model gave an answer of unknown shape',
};

/** The process starts with the first job. */
export function createModelWorker(options: ModelWorkerOptions = {}): ModelWorker {
  return createWorkerQueue<Job>({
    start: (events) => startProcess({ beside: import.meta.url, entry: 'model-worker-entry' }, events),
    failure(kind, cause) {
      const Kind = kind === 'unusable' ? ModelUnusable : ServiceError;
      return new Kind(messages[kind], { service: 'models', retryable: kind === 'late', cause });
    },
    timeoutMs: options.timeoutMs ?? 60_000,
    idleMs: options.idleMs ?? 15 * 60_000,
  });
}
