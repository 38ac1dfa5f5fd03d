/** Work that nobody waits for longer than a signal says. */

/** Settles as `work` does, or rejects with the signal's reason at once, however long the work takes to notice. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject);
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
