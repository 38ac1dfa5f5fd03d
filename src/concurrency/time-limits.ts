/** Ways to stop waiting: after some time, or when a signal says so. */
import { setMaxListeners } from 'node:events';

/** Settles as `work` does, or rejects after `ms` milliseconds; the work itself goes on. For what takes no signal. */
export async function withTimeout<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = (): void => reject(new Error(`nothing came back within ${ms} ms`));
    // Node runs timers before input: an answer that arrived while the process was busy still counts.
    timer = setTimeout(() => setImmediate(giveUp), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Settles as `work` does, or rejects with the signal's reason as soon as it fires; the work itself goes on. */
export function withSignal<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason);
    if (signal.aborted) giveUp();
    // Ten photos of one run wait for the same signal; that is no leak, so Node's warning is switched off.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** The signal of a time limit, and what lets go of its timer and of the signals that it follows. */
function startLimit(ms: number, others: readonly (AbortSignal | undefined)[]) {
  const controller = new AbortController();
  const { signal } = controller;
  const given = others.filter((other) => other !== undefined);
  // Many calls listen to the signal of one run; that is no leak, so Node's warning is switched off.
  setMaxListeners(0, signal, ...given);
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over', 'TimeoutError')), ms);
  timer.unref();
  const followed = given.map((other) => ({ other, follow: () => controller.abort(other.reason) }));
  const release = (): void => {
    clearTimeout(timer);
    for (const { other, follow } of followed) other.removeEventListener('abort', follow);
  };
  signal.addEventListener('abort', release, { once: true });
  for (const { other, follow } of followed) {
    if (other.aborted) follow();
    if (signal.aborted) break;
    other.addEventListener('abort', follow, { once: true });
  }
  return { signal, release };
}

/**
 * A signal that fires after `ms` milliseconds with a `TimeoutError`, or with any of `others` and its reason. Not
 * `AbortSignal.any([AbortSignal.timeout(ms)])`: Node 20 holds the inner signal by weak references only, and once it is
 * collected it never fires (https://github.com/nodejs/node/issues/54614).
 */
export const timeoutSignal = (ms: number, ...others: readonly (AbortSignal | undefined)[]): AbortSignal =>
  startLimit(ms, others).signal;

/** Settles as `work` does, which is given such a signal; nothing of it is held until the time is over. */
export async function withTimeLimit<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  ...others: readonly (AbortSignal | undefined)[]
): Promise<T> {
  const { signal, release } = startLimit(ms, others);
  try {
    return await work(signal);
  } finally {
    release();
  }
}
