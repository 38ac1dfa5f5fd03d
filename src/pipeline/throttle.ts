/** Work that is repeated while its input gets better: not too often, and never twice at once. */

/** The work takes at most one part in this many of the time, however long it takes. */
const restFactor = 3;

/** `work` runs at once at the first request, and from then on at most every `everyMs`. */
export function createThrottle(work: () => Promise<void>, everyMs: number) {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isRequested = false;
  let isBusy = false;
  let isStopped = false;

  async function start(): Promise<void> {
    isRequested = false;
    const startedAt = performance.now();
    running = work();
    // `stop` rejects with the failure; nothing is started after one.
    await running.catch(() => {
      isStopped = true;
    });
    const tookMs = performance.now() - startedAt;
    if (!isStopped) timer = setTimeout(next, Math.max(everyMs - tookMs, restFactor * tookMs));
  }

  function next(): void {
    timer = null;
    isBusy = isRequested && !isStopped;
    if (isBusy) void start();
  }

  return {
    /** There is something new to work on. */
    request(): void {
      isRequested = true;
      if (!isBusy) next();
    },
    /** Starts no more; resolves when the last one is done, rejects when one failed. */
    async stop(): Promise<void> {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
