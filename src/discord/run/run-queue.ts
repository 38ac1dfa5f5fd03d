/** Runs in line: so many at once, one a person with a pause between them, so many waiting, each with its place. */
import { setMaxListeners } from 'node:events';
import { createWaitEstimate } from '../../concurrency/wait-estimate.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Place } from '../../pipeline/request.ts';

type Run = {
  personId: string;
  /** `signal` is aborted when the run takes too long, or when the queue closes. */
  work: (signal: AbortSignal) => Promise<void>;
  /** Called whenever the place in line changes; never for a run that starts at once. */
  onPlace?: (place: Place) => void;
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

type Waiting = Run & { start: () => void; reject: (reason: Error) => void };

/** First come, first served. */
export function createRunQueue(options: RunQueueOptions) {
  const { now } = options;
  const people = new Set<string>();
  const line: Waiting[] = [];
  const runs = new Set<Promise<void>>();
  const controllers = new Set<AbortController>();
  /** Until when, in milliseconds since 1970, by person. */
  const reserved = new Map<string, number>();
  const cooldown = new Map<string, number>();
  const estimate = createWaitEstimate();
  let running = 0;
  let isClosing = false;

  function check(personId: string): void {
    for (const expiring of [reserved, cooldown]) {
      for (const [id, until] of expiring) if (until <= now()) expiring.delete(id);
    }
    if (isClosing) throw new UserError('closing', texts.failure.closing);
    if (people.has(personId) || reserved.has(personId)) {
      throw new UserError('already-running', texts.run.alreadyRunning);
    }
    if (running + line.length + reserved.size >= options.concurrency + options.maxWaiting) {
      throw new UserError('queue-full', texts.run.full);
    }
    const readyAt = cooldown.get(personId);
    if (readyAt !== undefined) throw new UserError('cooldown', texts.run.cooldown(readyAt));
  }

  function placeOf(index: number): Place {
    return { place: index + 1, waitMs: estimate.waitMs(index + 1, options.concurrency) };
  }

  async function waitForTurn(run: Run): Promise<void> {
    if (running < options.concurrency) {
      running += 1;
      return;
    }
    await new Promise<void>((start, reject) => {
      line.push({ ...run, start, reject });
      run.onPlace?.(placeOf(line.length - 1));
    });
  }

  /** Hands the place to the next in line. */
  function endTurn(): void {
    const next = line.shift();
    if (next === undefined) running -= 1;
    else next.start();
    for (const [index, run] of line.entries()) run.onPlace?.(placeOf(index));
  }

  async function process(run: Run): Promise<void> {
    await waitForTurn(run);
    const controller = new AbortController();
    // Many parts of a run listen to its signal: Node would warn of a leak.
    setMaxListeners(0, controller.signal);
    controllers.add(controller);
    const startedAt = performance.now();
    const tooLong = setTimeout(
      () => controller.abort(new DOMException('The run took too long', 'TimeoutError')),
      options.runTimeoutMs,
    );
    try {
      await run.work(controller.signal);
      estimate.add(performance.now() - startedAt);
    } finally {
      clearTimeout(tooLong);
      controllers.delete(controller);
      endTurn();
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
      people.add(personId);
      cooldown.set(personId, now() + options.cooldownMs);
      const processing = process(run);
      runs.add(processing);
      try {
        await processing;
      } catch (error) {
        cooldown.delete(personId);
        throw error;
      } finally {
        runs.delete(processing);
        people.delete(personId);
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
      const abort = setTimeout(() => {
        for (const controller of controllers) controller.abort(restarting());
      }, graceMs);
      await Promise.allSettled(runs);
      clearTimeout(abort);
    },
  };
}
