/** Work on one thing waits for the work before it; work on different things goes on side by side. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Tells whether anything of the same name came since; asked once, when the turn has come. */
export type Latest = (name: string) => () => boolean;

/** For work that only its last word matters of: what was overtaken while it waited need not be done. */
export function createLatest(): Latest {
  const last = new Map<string, symbol>();
  return (name) => {
    const mine = Symbol(name);
    last.set(name, mine);
    return () => last.get(name) === mine && last.delete(name);
  };
}

/** A queue for each key, forgotten when it is empty. A failure is its own caller's, not the next one's. */
export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const done = before.then(work, work);
    last.set(key, done);
    const tidy = (): void => {
      if (last.get(key) === done) last.delete(key);
    };
    done.then(tidy, tidy);
    return done;
  };
}
