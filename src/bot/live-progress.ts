/** A message edited in place while work goes on: never more often than allowed, never after the last word. */
import type { ReplyMessage } from '../commands/replies/message.ts';

export interface LiveMessage {
  /** Shows this as soon as may be; only the latest is kept, and made only when its turn has come. */
  show(message: () => ReplyMessage): void;
  /** No more edits; resolves when one under way has ended, so that the last word comes last. */
  stop(): Promise<void>;
}

export type LiveMessageOptions = {
  /** Failures are ignored: a lost progress line is no reason to fail. */
  edit: (message: ReplyMessage) => Promise<unknown>;
  everyMs: number;
};

/** The first is shown at once, the next ones `everyMs` after the one before has arrived. */
export function createLiveMessage({ edit, everyMs }: LiveMessageOptions): LiveMessage {
  let latest: (() => ReplyMessage) | null = null;
  let shown = '';
  let underway: Promise<unknown> = Promise.resolve();
  let isUnderway = false;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function send(): void {
    timer = null;
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
    if (!stopped) timer = setTimeout(send, everyMs);
  }

  return {
    show(message) {
      latest = message;
      if (timer === null && !isUnderway && !stopped) send();
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await underway;
    },
  };
}
