/** Progress events → a message that is edited in place. */
import { texts } from '../../locales/en/index.ts';
import type { ProgressEvent } from '../../model/progress.ts';
import type { Place } from '../../pipeline/request.ts';
import { bar, escaped, joined, percent } from '../reply/escape.ts';
import type { ReplyMessage } from '../reply/message.ts';

export type Progress = {
  stage: keyof typeof texts.progress.stages;
  /** How far this stage is, where that is known. */
  amount: { done: number; total: number } | null;
  caption: string | null;
  playlist: { title: string; songs: number } | null;
  /** In line; null once the run has started. */
  place: Place | null;
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
    case 'songs-embedded':
    case 'songs-ranked':
      return at('comparing');
    case 'explanation-written':
      return at('explaining');
  }
}

/** How far a stage is, as a bar and in words. */
function amountLine({ stage, amount }: Progress): string | null {
  if (amount === null || amount.total === 0) return null;
  const { done, total } = amount;
  const words =
    stage === 'model' ? texts.ranking.percent(percent(done / total)) : texts.progress.songsDone(done, total);
  return `\`${bar(done / total)}\` ${words}`;
}

/** Stage, bar, songs done of total; below it what is known already. */
export function progressReply(progress: Progress): ReplyMessage {
  const { stage, caption, playlist, place } = progress;
  if (place !== null) {
    const waitMs = place.waitMs ?? 0;
    const minutes = waitMs < 30_000 ? null : Math.ceil(waitMs / 60_000);
    return { content: texts.run.waiting(place.place, minutes) };
  }
  const words = texts.progress;
  const lines = [
    `🎧 ${words.stages[stage]} …`,
    amountLine(progress),
    caption === null ? null : `-# ${words.seen(escaped(caption, 200))}`,
    playlist === null ? null : `-# ${words.from(escaped(playlist.title, 100), playlist.songs)}`,
  ];
  return { content: joined(lines, '\n') };
}
