/** Progress events → a message that is edited in place: no more often than allowed, and never after the answer. */

import { textsIn } from '../../locales/in-words.ts';
import type { Texts } from '../../locales/words.ts';
import type { Language } from '../../model/language.ts';
import type { ProgressEvent } from '../../model/progress.ts';
import type { Ranking } from '../../model/ranking.ts';
import type { QueuePlace } from '../../pipeline/request.ts';
import { type ShownRanking, shownRanking } from '../../store/results.ts';
import { interimReply } from '../answer/ranking-reply.ts';
import { bar, escaped, joined, percent } from '../reply/escape.ts';
import type { ReplyMessage } from '../reply/message.ts';
import { isGone } from '../respond.ts';

export type Progress = {
  stage: keyof Texts['progress']['stages'];
  /** How far this stage is, where that is known. */
  amount: { done: number; total: number } | null;
  caption: string | null;
  playlist: { title: string; songs: number } | null;
  /** The place in line; null once the run has started. */
  place: QueuePlace | null;
};

export const startingProgress: Progress = {
  stage: 'starting',
  amount: null,
  caption: null,
  playlist: null,
  place: null,
};

/** The progress after an event. Stages of one run overlap: the latest event is shown. */
export function progressed(progress: Progress, event: ProgressEvent): Progress {
  const at = (stage: Progress['stage'], done = 0, total: number | null = null): Progress => ({
    ...progress,
    stage,
    amount: total === null ? null : { done, total },
    place: null,
  });
  switch (event.type) {
    case 'model-downloading':
      return at('model', event.doneBytes, event.totalBytes);
    case 'scene-described': {
      // The playlist may be further already.
      const stage = progress.stage === 'starting' ? 'playlist' : progress.stage;
      return { ...progress, stage, caption: event.caption };
    }
    case 'playlist-loaded':
      return { ...at('lyrics'), playlist: { title: event.title, songs: event.songs } };
    case 'lyrics-searched':
      return at('lyrics', event.done, event.total);
    case 'songs-read':
      return at('reading', event.done, event.total);
    case 'songs-ranked':
      return at('comparing');
    case 'explanation-written':
      return at('explaining');
  }
}

/** How far a stage is, as a bar and in words. */
function amountLine({ stage, amount }: Progress, texts: Texts): string | null {
  if (amount === null || amount.total === 0) return null;
  const { done, total } = amount;
  const words =
    stage === 'model' ? texts.ranking.percent(percent(done / total)) : texts.progress.songsDone(done, total);
  return `\`${bar(done / total)}\` ${words}`;
}

/** Stage, bar, songs done of total; below it what is known already. */
export function progressReply(progress: Progress, texts: Texts): ReplyMessage {
  const { stage, caption, playlist, place } = progress;
  if (place !== null) {
    const waitMs = place.waitMs ?? 0;
    const minutes = waitMs < 30_000 ? null : Math.ceil(waitMs / 60_000);
    return { content: texts.run.waiting(place.place, minutes) };
  }
  const words = texts.progress;
  const lines = [
    `🎧 ${words.stages[stage]} …`,
    amountLine(progress, texts),
    caption === null ? null : `-# ${words.seen(escaped(caption, 200))}`,
    playlist === null ? null : `-# ${words.from(escaped(playlist.title, 100), playlist.songs)}`,
  ];
  return { content: joined(lines, '\n') };
}

const momentMs = 400;

/**
 * The first is shown at once, each further one `everyMs` after the one before has arrived. Failures of `edit` are ignored:
 * progress is not worth failing for; it ends when the message is gone or can no longer be edited.
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
      .catch((error: unknown) => {
        // Each refusal counts towards Discord's limit.
        stopped ||= isGone(error);
      })
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

/** How a first ranking is shown; where embeds may not be, there is only the progress. */
type Shown = { photoUrl: string | null; count: number; language: Language; mayEmbed: boolean };

/** Shows the place in line, the progress, and a first ranking as soon as there is one. */
export function showProgress(
  edit: (message: ReplyMessage) => Promise<unknown>,
  everyMs: number,
  { photoUrl, count, language, mayEmbed }: Shown,
) {
  const live = createLiveMessage(edit, everyMs);
  const texts = textsIn(language);
  let progress = startingProgress;
  let ranking: ShownRanking | null = null;

  function show(options?: { soon: boolean }): void {
    live.show(() => {
      if (ranking === null || !mayEmbed) return progressReply(progress, texts);
      // The ranking itself shows the caption and the playlist.
      const { content = '' } = progressReply({ ...progress, caption: null, playlist: null }, texts);
      return interimReply(ranking, content, photoUrl);
    }, options);
  }

  return {
    stop: live.stop,
    onPlace(place: QueuePlace | null) {
      progress = { ...progress, place };
      show();
    },
    onProgress(event: ProgressEvent) {
      progress = progressed(progress, event);
      show();
    },
    onRanking(found: Ranking) {
      const soon = ranking === null;
      ranking = shownRanking(found, count, language);
      show({ soon });
    },
  };
}
