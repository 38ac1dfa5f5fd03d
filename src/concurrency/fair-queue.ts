/** A queue in which fairness keys take turns: one person's thousand items do not hold up another's ten. */

export interface FairQueue<T> {
  add(fairnessKey: object, item: T): void;
  /** The first item that fits, of the key whose turn it is; undefined when none fits. */
  take(fits?: (item: T) => boolean): T | undefined;
  remove(fairnessKey: object, item: T): void;
  /** Drops the last item of the key that has the most, if it still has no fewer than `fairnessKey` with one more. */
  makeRoomFor(fairnessKey: object): boolean;
  readonly size: number;
}

/** Keys take turns item by item; each key's items keep their order. */
export function createFairQueue<T>(): FairQueue<T> {
  // A Map keeps the order of insertion: a key that had its turn moves to the end.
  const lines = new Map<object, Set<T>>();
  return {
    add(key, item) {
      lines.set(key, (lines.get(key) ?? new Set()).add(item));
    },
    take(fits = () => true) {
      for (const [key, line] of lines) {
        for (const item of line) {
          if (!fits(item)) continue;
          line.delete(item);
          lines.delete(key);
          if (line.size > 0) lines.set(key, line);
          return item;
        }
      }
      return undefined;
    },
    remove(key, item) {
      const line = lines.get(key);
      line?.delete(item);
      if (line?.size === 0) lines.delete(key);
    },
    makeRoomFor(key) {
      const [longest] = [...lines].sort(([, a], [, b]) => b.size - a.size);
      const last = longest && [...longest[1]].at(-1);
      if (longest === undefined || last === undefined) return false;
      if (longest[1].size < (lines.get(key)?.size ?? 0) + 2) return false;
      this.remove(longest[0], last);
      return true;
    },
    get size() {
      return [...lines.values()].reduce((sum, line) => sum + line.size, 0);
    },
  };
}
