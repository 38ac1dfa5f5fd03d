/** Work that no reply waits for: one job at a time, in a fair queue of limited length. */
import { createFairQueue } from './fair-queue.ts';
import { bound } from './request-scope.ts';

export interface BackgroundQueue {
  /** Queues a job; a full queue drops one of the key with the most, or this one, and then gives false. */
  add(fairnessKey: object, work: (signal: AbortSignal) => Promise<void>): boolean;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Drops what waits, aborts what runs, and resolves when it has ended. */
  close(): Promise<void>;
}

export type BackgroundQueueOptions = {
  maxWaiting: number;
  /** Called with the error of a failed job; the queue goes on. */
  onError?: ((error: unknown) => void) | undefined;
};

export function createBackgroundQueue({ maxWaiting, onError }: BackgroundQueueOptions): BackgroundQueue {
  const waiting = createFairQueue<() => Promise<void>>();
  const end = new AbortController();
  let running: Promise<void> | null = null;

  async function runAll(): Promise<void> {
    for (let job = waiting.take(); job !== undefined && !end.signal.aborted; job = waiting.take())
      await job();
    running = null;
  }

  return {
    add(fairnessKey, work) {
      if (end.signal.aborted) return false;
      if (waiting.size >= maxWaiting && !waiting.makeRoomFor(fairnessKey)) return false;
      const job = async (): Promise<void> => {
        try {
          await work(end.signal);
        } catch (error) {
          if (!end.signal.aborted) onError?.(error);
        }
      };
      waiting.add(fairnessKey, bound(job));
      running ??= runAll();
      return true;
    },
    async idle() {
      while (running !== null) await running;
    },
    async close() {
      end.abort(new Error('closing'));
      await running;
    },
  };
}
