/** Something that is shown again and again while it gets better: not too often, and never twice at once. */

export type Steps = {
  /** There is something better to show. */
  step(): void;
  /** Shows nothing more; resolves when the last one is out, rejects when one failed. */
  stop(): Promise<void>;
};

/** `show` runs at once at the first step, and from then on at most every `everyMs`, with what is newest by then. */
export function createSteps(show: () => Promise<void>, everyMs: number): Steps {
  let timer: NodeJS.Timeout | null = null;
  let showing: Promise<void> | null = null;
  let isDue = false;
  let isOver = false;

  function begin(): void {
    isDue = false;
    showing = show();
    // `stop` tells of a failure; nothing better is shown after one.
    showing.catch(() => {
      isOver = true;
    });
    timer = setTimeout(async () => {
      await showing?.catch(() => undefined);
      timer = null;
      if (isDue && !isOver) begin();
    }, everyMs);
  }

  return {
    step() {
      isDue = true;
      if (timer === null && !isOver) begin();
    },
    async stop() {
      isOver = true;
      if (timer !== null) clearTimeout(timer);
      await showing;
    },
  };
}
