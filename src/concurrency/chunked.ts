/** Long lists in pieces: work on the main thread with pauses in which requests, answers and timers run. */

/** Longest stretch without a pause. */
const chunkMs = 6;

export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** `items` in pieces of `size`; the last may be shorter. */
export const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** As `Array.map`, in chunks. */
export async function mapChunked<T, R>(items: readonly T[], work: (item: T, index: number) => R) {
  const results: R[] = [];
  let since = performance.now();
  for (const [index, item] of items.entries()) {
    if (performance.now() - since > chunkMs) {
      await yieldToEventLoop();
      since = performance.now();
    }
    results.push(work(item, index));
  }
  return results;
}
