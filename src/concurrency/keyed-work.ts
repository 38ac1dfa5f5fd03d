/** Work by key: in turn, or once for all who want it at the same time. */
import { withSignal } from './time-limits.ts';

/** Work on one key runs one after the other; work on different keys runs side by side. */
export type KeyedMutex = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** A failure rejects its own caller only. Keys without work are forgotten. */
export function createKeyedMutex(): KeyedMutex {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const done = before.then(work, work);
    last.set(key, done);
    const forget = (): void => {
      if (last.get(key) === done) last.delete(key);
    };
    done.then(forget, forget);
    return done;
  };
}

/** Registers a key; the function it gives says whether the key was not registered again since. To be asked once. */
export type Latest = (key: string) => () => boolean;

export function createLatest(): Latest {
  const last = new Map<string, symbol>();
  return (key) => {
    const mine = Symbol(key);
    last.set(key, mine);
    return () => last.get(key) === mine && last.delete(key);
  };
}

export type SingleFlight<T> = (
  key: string,
  work: (signal: AbortSignal | undefined) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;

/**
 * The first caller of a key works, under its own signal; the others wait for that answer. When the first one is
 * aborted, the next in line works in its place. Failures are shared, and nothing is kept afterwards.
 */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, { promise: Promise<T>; signal: AbortSignal | undefined }>();
  return async (key, work, signal) => {
    for (let flight = flights.get(key); flight !== undefined; flight = flights.get(key)) {
      try {
        return await withSignal(flight.promise, signal);
      } catch (error) {
        if (signal?.aborted || !flight.signal?.aborted) throw error;
      }
    }
    const promise = work(signal).finally(() => flights.delete(key));
    flights.set(key, { promise, signal });
    return promise;
  };
}
