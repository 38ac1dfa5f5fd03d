/** A waiting line in which everybody has a turn: one person's thousand things do not hold up another's ten. */

export interface FairQueue<T> {
  add(owner: object, item: T): void;
  /** The next owner's first item that fits; the turn passes on. Undefined when nobody has one. */
  take(fits: (item: T) => boolean): T | undefined;
  remove(owner: object, item: T): void;
  /** Drops the last item of whoever has the most, if that leaves them no fewer than `owner` will have with one more. */
  makeRoomFor(owner: object): boolean;
  readonly size: number;
}

/** Owners take turns, item by item; each owner's items keep their order. */
export function createFairQueue<T>(): FairQueue<T> {
  // A Map keeps the order of insertion: whoever had a turn is put behind the others.
  const lines = new Map<object, Set<T>>();
  const drop = (owner: object, line: Set<T>, item: T): void => {
    line.delete(item);
    lines.delete(owner);
    if (line.size > 0) lines.set(owner, line);
  };
  return {
    add(owner, item) {
      const line = lines.get(owner) ?? new Set();
      lines.set(owner, line.add(item));
    },
    take(fits) {
      for (const [owner, line] of lines) {
        for (const item of line) {
          if (!fits(item)) continue;
          drop(owner, line, item);
          return item;
        }
      }
      return undefined;
    },
    remove(owner, item) {
      const line = lines.get(owner);
      line?.delete(item);
      if (line?.size === 0) lines.delete(owner);
    },
    makeRoomFor(owner) {
      const [most] = [...lines].sort(([, a], [, b]) => b.size - a.size);
      const own = lines.get(owner)?.size ?? 0;
      const last = most && [...most[1]].at(-1);
      if (most === undefined || last === undefined || most[1].size < own + 2) return false;
      this.remove(most[0], last);
      return true;
    },
    get size() {
      return [...lines.values()].reduce((sum, line) => sum + line.size, 0);
    },
  };
}
