/** Identical work that several callers want at once is done once, and one caller's abort fails nobody else. */
import { withSignal } from './time-limits.ts';

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
