/** Works through a list, the most urgent first. */

type Options = {
  atOnce: number;
  /** Which is next, the least first; infinite: not any more. May change meanwhile. */
  priority: (item: number) => number;
  /** When it fires, nothing more is begun. */
  signal: AbortSignal | undefined;
};

export async function workByPriority(
  items: Iterable<number>,
  { atOnce, priority, signal }: Options,
  work: (item: number) => Promise<void>,
): Promise<void> {
  const waiting = new Set(items);
  function next(): number | undefined {
    let best: number | undefined;
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
