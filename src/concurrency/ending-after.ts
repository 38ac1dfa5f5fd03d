/** A deadline as a signal. */
import { setMaxListeners } from 'node:events';

/**
 * Fires after `ms` milliseconds with a `TimeoutError`, or with any of `asked` and its reason. Unlike
 * `AbortSignal.any([AbortSignal.timeout(ms)])` it cannot be lost: there, nothing holds the inner signal but weak
 * references, and once it is collected it never fires (https://github.com/nodejs/node/issues/54614).
 */
export function endingAfter(ms: number, ...asked: readonly (AbortSignal | undefined)[]): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  // Many calls wait on one signal, and many deadlines on that of one run: that is no leak, so Node's warning of one is
  // switched off.
  setMaxListeners(0, signal, ...asked.filter((other) => other !== undefined));
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over', 'TimeoutError')), ms);
  timer.unref();
  for (const other of asked) {
    if (other === undefined) continue;
    if (other.aborted) controller.abort(other.reason);
    else other.addEventListener('abort', () => controller.abort(other.reason), { once: true, signal });
  }
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  if (signal.aborted) clearTimeout(timer);
  return signal;
}
