/** Something that is shown again and again while it gets better: not too often, and never twice at once. */

export type Steps = {
  /** There is something better to show. */
  step(): void;
  /** Shows nothing more; resolves when the last one is out, rejects when one failed. */
  stop(): Promise<void>;
};

/** Showing takes no more than one part in so many of the time, however long it takes. */
const leisure = 3;

/** `show` runs at once at the first step, and from then on at most every `everyMs`, with what is newest by then. */
export function createSteps(show: () => Promise<void>, everyMs: number): Steps {
  let timer: NodeJS.Timeout | null = null;
  let showing: Promise<void> | null = null;
  let isDue = false;
  let isBusy = false;
  let isOver = false;

  async function begin(): Promise<void> {
    isDue = false;
    const from = performance.now();
    showing = show();
    // `stop` tells of a failure; nothing better is shown after one.
    await showing.catch(() => {
      isOver = true;
    });
    const took = performance.now() - from;
    if (isOver) return;
    timer = setTimeout(next, Math.max(everyMs - took, leisure * took));
  }

  function next(): void {
    timer = null;
    isBusy = isDue && !isOver;
    if (isBusy) void begin();
  }

  return {
    step() {
      isDue = true;
      if (!isBusy) next();
    },
    async stop() {
      isOver = true;
      if (timer !== null) clearTimeout(timer);
      await showing;
    },
  };
}
