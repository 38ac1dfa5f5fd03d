/** A message edited in place while work goes on: no more often than allowed, and never after the answer. */
import type { ReplyMessage } from '../reply/message.ts';

export type LiveMessage = ReturnType<typeof createLiveMessage>;

const momentMs = 400;

/**
 * The first is shown at once, each further one `everyMs` after the one before has arrived. Failures of `edit` are ignored:
 * progress is not worth failing for.
 */
export function createLiveMessage(edit: (message: ReplyMessage) => Promise<unknown>, everyMs: number) {
  let latest: (() => ReplyMessage) | null = null;
  let shown = '';
  let editing: Promise<unknown> | null = null;
  let isSoon = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const momentOrLess = Math.min(momentMs, everyMs);

  function send(): void {
    timer = undefined;
    isSoon = false;
    if (stopped || latest === null) return;
    const message = latest();
    const text = JSON.stringify(message);
    if (text === shown) return;
    shown = text;
    editing = edit(message)
      .catch(() => undefined)
      .then(() => {
        editing = null;
        // Only now: where Discord makes us wait, edits would pile up before the answer.
        if (!stopped) timer = setTimeout(send, isSoon ? momentOrLess : everyMs);
      });
  }

  return {
    /**
     * Shows this at its next edit; only the latest is kept, and built only then. `soon`: after a moment instead, so
     * that a final answer within that moment is shown alone.
     */
    show(message: () => ReplyMessage, { soon = false } = {}): void {
      latest = message;
      if (stopped) return;
      isSoon ||= soon;
      if (editing !== null) return;
      if (timer === undefined) send();
      else if (soon) {
        clearTimeout(timer);
        timer = setTimeout(send, momentOrLess);
      }
    },
    /** No more edits; resolves when one under way has ended. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await editing;
    },
  };
}
