/** Runs in line: so many at once, one a person with a pause between them, so many waiting, each with its place. */
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import { createWaitEstimate } from '../../concurrency/wait-estimate.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Place } from '../../pipeline/request.ts';

type Run = {
  personId: string;
  /** `signal` is aborted when the run takes too long, or when the queue closes. */
  work: (signal: AbortSignal) => Promise<void>;
  /** Called whenever the place in line changes; never for a run that starts at once. */
  onPlace?: ((place: Place) => void) | undefined;
};

export type RunQueue = ReturnType<typeof createRunQueue>;

type RunQueueOptions = {
  concurrency: number;
  maxWaiting: number;
  runTimeoutMs: number;
  /** Between the starts of two runs of one person. */
  cooldownMs: number;
  now: () => number;
};

/** Discord accepts an acknowledgement for three seconds; the playlist is chosen after it. */
const reservedMs = 4_000;

const restarting = (): UserError => new UserError('restarting', texts.failure.restarting);

/** First come, first served. */
export function createRunQueue(options: RunQueueOptions) {
  const { now, concurrency } = options;
  /** At work and in line, by person. */
  const runs = new Map<string, Promise<void>>();
  const line: (Pick<Run, 'onPlace'> & { start: () => void; reject: (reason: Error) => void })[] = [];
  /** Until when, in milliseconds since 1970, by person. */
  const reserved = new Map<string, number>();
  const cooldown = new Map<string, number>();
  const estimate = createWaitEstimate();
  const giveUp = new AbortController();
  let running = 0;
  let isClosing = false;

  function check(personId: string): void {
    for (const expiring of [reserved, cooldown]) {
      for (const [id, until] of expiring) if (until <= now()) expiring.delete(id);
    }
    if (isClosing) throw new UserError('closing', texts.failure.closing);
    if (runs.has(personId) || reserved.has(personId)) {
      throw new UserError('already-running', texts.run.alreadyRunning);
    }
    if (running + line.length + reserved.size >= concurrency + options.maxWaiting) {
      throw new UserError('queue-full', texts.run.full);
    }
    const readyAt = cooldown.get(personId);
    if (readyAt !== undefined) throw new UserError('cooldown', texts.run.cooldown(readyAt));
  }

  function reportPlaces(from: number): void {
    for (const [index, { onPlace }] of line.entries()) {
      if (index >= from) onPlace?.({ place: index + 1, waitMs: estimate.waitMs(index + 1, concurrency) });
    }
  }

  async function process({ work, onPlace }: Run): Promise<void> {
    if (running < concurrency) running += 1;
    else {
      await new Promise<void>((start, reject) => {
        reportPlaces(line.push({ onPlace, start, reject }) - 1);
      });
    }
    const startedAt = performance.now();
    try {
      await work(timeoutSignal(options.runTimeoutMs, giveUp.signal));
      estimate.add(performance.now() - startedAt);
    } finally {
      // The next in line takes over this place.
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next.start();
      reportPlaces(0);
    }
  }

  return {
    /**
     * Throws a `UserError` if the person may not run now; otherwise reserves a place until they `enter`, `cancel` or a
     * few seconds pass. Without reservations a crowd would be promised the same few places.
     */
    reserve(personId: string): void {
      check(personId);
      reserved.set(personId, now() + reservedMs);
    },
    cancel: (personId: string): void => void reserved.delete(personId),
    /** Settles as the work does; rejects when there is no place. A run that fails costs no pause. */
    async enter(run: Run): Promise<void> {
      const { personId } = run;
      reserved.delete(personId);
      check(personId);
      cooldown.set(personId, now() + options.cooldownMs);
      const processing = process(run);
      runs.set(personId, processing);
      try {
        await processing;
      } catch (error) {
        cooldown.delete(personId);
        throw error;
      } finally {
        runs.delete(personId);
      }
    },
    get running(): number {
      return running;
    },
    get waiting(): number {
      return line.length;
    },
    /** Rejects runs in line at once and aborts the others after `graceMs`; resolves when the last one has ended. */
    async close(graceMs: number): Promise<void> {
      isClosing = true;
      for (const run of line.splice(0)) run.reject(restarting());
      const abort = setTimeout(() => giveUp.abort(restarting()), graceMs);
      await Promise.allSettled(runs.values());
      clearTimeout(abort);
    },
  };
}
