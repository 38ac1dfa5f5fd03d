/** Identical work that several runs want at once is done once, and no run's giving up is another's failure. */

export type Together<T> = (
  key: string,
  work: (signal: AbortSignal | undefined) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;

type Flight<T> = { promise: Promise<T>; signal: AbortSignal | undefined };

/** Waits for somebody else's work, no longer than `signal` allows. */
function waited<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason);
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/**
 * Whoever comes first works, under its own signal; the others wait for that answer. When the first one is aborted,
 * the next in line works in its place. Failures are shared, and nothing is kept afterwards.
 */
export function createTogether<T>(): Together<T> {
  const flights = new Map<string, Flight<T>>();
  return async (key, work, signal) => {
    for (let flight = flights.get(key); flight !== undefined; flight = flights.get(key)) {
      try {
        return await waited(flight.promise, signal);
      } catch (error) {
        if (signal?.aborted || !flight.signal?.aborted) throw error;
      }
    }
    const promise = work(signal).finally(() => flights.delete(key));
    flights.set(key, { promise, signal });
    return promise;
  };
}

/** Nobody to do it together with. */
export const alone = <T>(
  _key: string,
  work: (signal: AbortSignal | undefined) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> => work(signal);
