/** A message edited in place while work goes on: never more often than allowed, never after the last word. */
import type { ReplyMessage } from '../reply/message.ts';

export interface LiveMessage {
  /**
   * Shows this when its turn comes; only the latest is kept, and made only then. What a person waits for is shown
   * `soon`: before its turn, unless something better is there within a moment.
   */
  show(message: () => ReplyMessage, options?: { soon?: boolean }): void;
  /** No more edits; resolves when one under way has ended, so that the last word comes last. */
  stop(): Promise<void>;
}

export type LiveMessageOptions = {
  /** Failures are ignored: a lost progress line is no reason to fail. */
  edit: (message: ReplyMessage) => Promise<unknown>;
  everyMs: number;
};

/** A run that ends so quickly shows its answer alone. */
const momentMs = 400;

/** The first is shown at once, the next ones `everyMs` after the one before has arrived. */
export function createLiveMessage({ edit, everyMs }: LiveMessageOptions): LiveMessage {
  let latest: (() => ReplyMessage) | null = null;
  let shown = '';
  let underway: Promise<unknown> = Promise.resolve();
  let isUnderway = false;
  let isSoon = false;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function send(): void {
    timer = null;
    isSoon = false;
    if (stopped || latest === null) return;
    const message = latest();
    const text = JSON.stringify(message);
    if (text === shown) return;
    shown = text;
    isUnderway = true;
    underway = edit(message)
      .catch(() => undefined)
      .then(arrived);
  }

  /** Only now may there be another: where Discord lets us wait, edits would pile up before the answer. */
  function arrived(): void {
    isUnderway = false;
    if (!stopped) timer = setTimeout(send, isSoon ? Math.min(momentMs, everyMs) : everyMs);
  }

  return {
    show(message, { soon = false } = {}) {
      latest = message;
      if (stopped) return;
      isSoon ||= soon;
      if (isUnderway) return;
      if (timer === null) return send();
      if (!soon) return;
      clearTimeout(timer);
      timer = setTimeout(send, Math.min(momentMs, everyMs));
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await underway;
    },
  };
}
