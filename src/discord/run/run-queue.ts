/** Runs in line: so many at once, one a person, so many waiting, and everybody told their place. */
import { setMaxListeners } from 'node:events';
import { createWaitEstimate } from '../../concurrency/wait-estimate.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Place } from '../../pipeline/request.ts';

export type Run = {
  personId: string;
  /** `signal` ends with the run's time, or when the queue closes. */
  work: (signal: AbortSignal) => Promise<void>;
  /** Told whenever the place in line changes. Not told to those whose turn it is at once. */
  onPlace?: (place: Place) => void;
};

export interface RunQueue {
  /** Throws the `UserError` that `enter` would reject with, before anything is promised to the person. */
  check(personId: string): void;
  /**
   * Keeps a place for somebody who passed the check and is being told so, until they `enter`, `forget` or never come.
   * Without it a crowd that asks within one moment would all be promised the same few places.
   */
  expect(personId: string): void;
  forget(personId: string): void;
  /** Resolves with the work; rejects with its failure, or when there is no place. */
  enter(run: Run): Promise<void>;
  readonly running: number;
  readonly waiting: number;
  /**
   * Lets nobody in any more, gives up those in line at once and those at work after `graceMs`, each with a
   * `UserError` that says so; resolves when the last one has ended.
   */
  close(graceMs: number): Promise<void>;
}

export type RunQueueOptions = { concurrency: number; maxWaiting: number; runTimeoutMs: number };

const restarting = (): UserError => new UserError('restarting', texts.failure.restarting);

/** As `AbortSignal.timeout` has it. */
const timedOut = (): DOMException => new DOMException('The run took too long', 'TimeoutError');

/** Discord takes an acknowledgement for three seconds; the playlist is chosen after it. */
const expectedMs = 4_000;

type Waiting = Run & { start: () => void; giveUp: (reason: Error) => void };

/** In the order of coming. */
export function createRunQueue(options: RunQueueOptions): RunQueue {
  const people = new Set<string>();
  const line: Waiting[] = [];
  const runs = new Set<Promise<void>>();
  /** One for each run at work: nothing that outlives the runs may gather listeners of theirs. */
  const atWork = new Set<AbortController>();
  /** Places at work that are taken: whoever leaves hands the place to the next in line. */
  let taken = 0;
  let closing = false;
  /** Who may come any moment, and until when. */
  const expected = new Map<string, number>();
  const estimate = createWaitEstimate();

  function check(personId: string): void {
    if (closing) throw new UserError('closing', texts.failure.closing);
    for (const [id, until] of expected) if (until <= performance.now()) expected.delete(id);
    if (people.has(personId) || expected.has(personId)) {
      throw new UserError('already-running', texts.run.alreadyRunning);
    }
    if (taken + line.length + expected.size >= options.concurrency + options.maxWaiting) {
      throw new UserError('queue-full', texts.run.full);
    }
  }

  function placeOf(index: number): Place {
    const place = index + 1;
    return { place, waitMs: estimate.waitMs(place, options.concurrency) };
  }

  async function takePlace(run: Run): Promise<void> {
    if (taken < options.concurrency) {
      taken += 1;
      return;
    }
    await new Promise<void>((start, giveUp) => {
      line.push({ ...run, start, giveUp });
      run.onPlace?.(placeOf(line.length - 1));
    });
  }

  function leavePlace(): void {
    const first = line.shift();
    if (first === undefined) taken -= 1;
    else first.start();
    line.forEach((run, index) => {
      run.onPlace?.(placeOf(index));
    });
  }

  async function pass(run: Run): Promise<void> {
    await takePlace(run);
    const end = new AbortController();
    // A run waits for many things with one signal: that is no leak, so Node's warning of one is switched off.
    setMaxListeners(0, end.signal);
    atWork.add(end);
    const startedAt = performance.now();
    const tooLong = setTimeout(() => end.abort(timedOut()), options.runTimeoutMs);
    try {
      await run.work(end.signal);
      estimate.add(performance.now() - startedAt);
    } finally {
      clearTimeout(tooLong);
      atWork.delete(end);
      leavePlace();
    }
  }

  return {
    check,
    expect: (personId) => void expected.set(personId, performance.now() + expectedMs),
    forget: (personId) => void expected.delete(personId),
    async enter(run) {
      expected.delete(run.personId);
      check(run.personId);
      people.add(run.personId);
      const passing = pass(run);
      runs.add(passing);
      try {
        await passing;
      } finally {
        runs.delete(passing);
        people.delete(run.personId);
      }
    },
    get running() {
      return taken;
    },
    get waiting() {
      return line.length;
    },
    async close(graceMs) {
      closing = true;
      for (const run of line.splice(0)) run.giveUp(restarting());
      const giveUp = setTimeout(() => {
        for (const end of atWork) end.abort(restarting());
      }, graceMs);
      await Promise.allSettled(runs);
      clearTimeout(giveUp);
    },
  };
}
