/** Patience with what cannot be aborted. */

/** Settles as `work` does, or rejects after `ms` milliseconds; the work itself goes on, and what becomes of it is nobody's. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = (): void => reject(new Error(`nothing came back within ${ms} ms`));
    // Timers come before input: what came while this process was held up is heard first.
    timer = setTimeout(() => setImmediate(giveUp), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
