/** Work that no reply waits for: one job at a time, in a fair queue of limited length. */
import { createLimit } from './limit.ts';

export type BackgroundQueue = ReturnType<typeof createBackgroundQueue>;

/** `onError` is called with the error of a failed job; the queue goes on. */
export function createBackgroundQueue({
  maxWaiting,
  onError,
}: {
  maxWaiting: number;
  onError?: (error: unknown) => void;
}) {
  const limit = createLimit({ concurrency: 1 });
  const end = new AbortController();
  const jobs = new Set<Promise<void>>();

  /** Resolves when nothing is left to do. */
  async function idle(): Promise<void> {
    while (jobs.size > 0) await Promise.all(jobs);
  }

  return {
    idle,
    /** Queues a job; false when the queue is full or closed. */
    add(fairnessKey: object, work: (signal: AbortSignal) => Promise<void>): boolean {
      if (end.signal.aborted || jobs.size > maxWaiting) return false;
      const start = async () => end.signal.aborted || work(end.signal);
      const job = limit(start, undefined, fairnessKey)
        .then(
          () => undefined,
          (error) => end.signal.aborted || onError?.(error),
        )
        .then(() => void jobs.delete(job));
      jobs.add(job);
      return true;
    },
    /** Drops what waits, aborts what runs, and resolves when it has ended. */
    async close(): Promise<void> {
      end.abort(new Error('closing'));
      await idle();
    },
  };
}
