/** Work that no reply waits for: one job at a time, in a fair queue of limited length. */
import { createFairQueue } from './fair-queue.ts';
import { bound } from './request-scope.ts';

export type BackgroundQueue = ReturnType<typeof createBackgroundQueue>;

/** `onError` is called with the error of a failed job; the queue goes on. */
export function createBackgroundQueue(options: {
  maxWaiting: number;
  onError?: ((error: unknown) => void) | undefined;
}) {
  const waiting = createFairQueue<() => Promise<void>>();
  const end = new AbortController();
  let running: Promise<void> | null = null;

  async function runAll(): Promise<void> {
    for (let job = waiting.take(); job !== undefined && !end.signal.aborted; job = waiting.take())
      await job();
    running = null;
  }

  return {
    /** Queues a job; a full queue drops one of the key with the most, or this one, and then gives false. */
    add(fairnessKey: object, work: (signal: AbortSignal) => Promise<void>): boolean {
      if (end.signal.aborted) return false;
      if (waiting.size >= options.maxWaiting && !waiting.makeRoomFor(fairnessKey)) return false;
      const job = async (): Promise<void> => {
        try {
          await work(end.signal);
        } catch (error) {
          if (!end.signal.aborted) options.onError?.(error);
        }
      };
      waiting.add(fairnessKey, bound(job));
      running ??= runAll();
      return true;
    },
    /** Resolves when nothing is left to do. */
    async idle(): Promise<void> {
      while (running !== null) await running;
    },
    /** Drops what waits, aborts what runs, and resolves when it has ended. */
    async close(): Promise<void> {
      end.abort(new Error('closing'));
      await running;
    },
  };
}
