/** The work takes at most one part in this many of the time, however long it takes. */
const restFactor = 3;

/**
 * Work that is repeated while its input gets better, never twice at once: `work` runs at once at the first request, and
 * from then on at most every `everyMs`.
 */
export function createThrottle(work: () => Promise<void>, everyMs: number) {
  let isRequested = false;
  let isStopped = false;
  let endRest = (): void => undefined;
  let running: Promise<void> | null = null;

  async function repeat(): Promise<void> {
    while (isRequested && !isStopped) {
      isRequested = false;
      const startedAt = performance.now();
      await work();
      const tookMs = performance.now() - startedAt;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, isStopped ? 0 : Math.max(everyMs - tookMs, restFactor * tookMs));
        endRest = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    running = null;
  }

  return {
    /** There is something new to work on. Nothing is started after a failure. */
    request(): void {
      isRequested = true;
      running ??= repeat();
      // `stop` rejects with the failure.
      running.catch(() => undefined);
    },
    /** Starts no more; resolves when the last one is done, rejects when one failed. */
    async stop(): Promise<void> {
      isStopped = true;
      endRest();
      await running;
    },
  };
}
