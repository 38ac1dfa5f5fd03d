/** A queue in which fairness keys take turns: one person's thousand items do not hold up another's ten. */

/** Keys take turns item by item; each key's items keep their order. */
export function createFairQueue<T>() {
  // A Map keeps the order of insertion: a key that had its turn moves to the end.
  const lines = new Map<object, Set<T>>();
  return {
    add(key: object, item: T): void {
      lines.set(key, (lines.get(key) ?? new Set()).add(item));
    },
    /** The first item that fits, of the key whose turn it is; undefined when none fits. */
    take(fits: (item: T) => boolean = () => true): T | undefined {
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
    remove(key: object, item: T): void {
      const line = lines.get(key);
      line?.delete(item);
      if (line?.size === 0) lines.delete(key);
    },
    get size(): number {
      return [...lines.values()].reduce((sum, line) => sum + line.size, 0);
    },
  };
}
