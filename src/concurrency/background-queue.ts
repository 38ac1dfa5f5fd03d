/** Work that nobody waits for: one piece at a time, everybody in turn, so much of it and no more. */
import { createFairQueue } from './fair-queue.ts';
import { bound } from './request-scope.ts';

export interface Behind {
  /** Puts a piece in line, where it is full in place of one of whoever has the most; false when the piece is dropped. */
  add(owner: object, work: (signal: AbortSignal) => Promise<void>): boolean;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** Drops what waits, aborts what goes on, and resolves when it has ended. */
  close(): Promise<void>;
}

export type BehindOptions = {
  /** Pieces that may wait. */
  maxWaiting: number;
  /** Told of a piece that failed; the line goes on. */
  onTrouble?: ((error: unknown) => void) | undefined;
};

/** Nothing is begun before there is work, and nothing keeps running after `close`. */
export function createBehind(options: BehindOptions): Behind {
  const line = createFairQueue<() => Promise<void>>();
  const end = new AbortController();
  let working: Promise<void> | null = null;

  async function workOff(): Promise<void> {
    for (let work = line.take(() => true); work !== undefined; work = line.take(() => true)) {
      if (!end.signal.aborted) await work();
    }
    working = null;
  }

  async function kept(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    try {
      await work(end.signal);
    } catch (error) {
      if (!end.signal.aborted) options.onTrouble?.(error);
    }
  }

  return {
    add(owner, work) {
      if (end.signal.aborted) return false;
      if (line.size >= options.maxWaiting && !line.makeRoomFor(owner)) return false;
      line.add(
        owner,
        bound(() => kept(work)),
      );
      working ??= workOff();
      return true;
    },
    async idle() {
      while (working !== null) await working;
    },
    async close() {
      end.abort(new Error('closing'));
      await working;
    },
  };
}
