/** Works through a list, the most urgent first. */

type Options<T> = {
  atOnce: number;
  /** Which is next, the least first; infinite: not any more. May change meanwhile. */
  priority: (item: T) => number;
  /** When it fires, nothing more is begun. */
  signal?: AbortSignal | undefined;
};

export async function workByPriority<T>(
  items: Iterable<T>,
  { atOnce, priority, signal }: Options<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = new Set(items);
  function next(): T | undefined {
    let best: T | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const item of waiting) {
      const value = priority(item);
      if (value < least) [best, least] = [item, value];
    }
    if (best !== undefined) waiting.delete(best);
    return best;
  }
  async function fillSlot(): Promise<void> {
    for (let item = next(); item !== undefined && !signal?.aborted; item = next()) await work(item);
  }
  await Promise.all(Array.from({ length: atOnce }, fillSlot));
}
