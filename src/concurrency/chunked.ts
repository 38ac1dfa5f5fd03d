/** Long lists of small work on the thread that others wait for: everybody gets a turn between two portions. */

/** Work goes on for so long at a stretch, a fifth of what anybody would notice. */
const turnMs = 6;
/** The clock costs more than most pieces of work: it is looked at once for so many. */
const perLook = 16;

/** Lets everything go first that is waiting: requests, answers, timers. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** As `Array.map`, in portions. What was begun is ended, whatever happens to the list meanwhile. */
export async function mapInPortions<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => R,
): Promise<R[]> {
  const made: R[] = [];
  let since = performance.now();
  for (const [index, item] of items.entries()) {
    if (index % perLook === perLook - 1 && performance.now() - since > turnMs) {
      await othersTurn();
      since = performance.now();
    }
    made.push(work(item, index));
  }
  return made;
}
