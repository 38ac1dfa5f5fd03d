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
