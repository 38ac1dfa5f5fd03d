/** Progress events → a message that is edited in place. */
import { texts } from '../../locales/en/index.ts';
import type { ProgressEvent } from '../../model/progress.ts';
import type { Place } from '../../pipeline/request.ts';
import { bar, escaped, joined, percent } from '../reply/escape.ts';
import type { ReplyMessage } from '../reply/message.ts';

export type Progress = {
  stage: keyof typeof texts.progress.stages;
  /** How far this stage is; null where that is unknown. */
  done: number | null;
  total: number | null;
  caption: string | null;
  playlist: { title: string; songs: number } | null;
  /** In line; null once the run has started. */
  place: Place | null;
};

export const startingProgress: Progress = {
  stage: 'starting',
  done: null,
  total: null,
  caption: null,
  playlist: null,
  place: null,
};

/** The progress after an event. Stages of one run overlap: the latest event is shown. */
export function progressed(progress: Progress, event: ProgressEvent): Progress {
  const at = (stage: Progress['stage'], done: number | null = null, total: number | null = null) => ({
    ...progress,
    stage,
    done,
    total,
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

/** Rounded up; null for less than half a minute. */
const minutesOf = (waitMs: number | null): number | null =>
  waitMs === null || waitMs < 30_000 ? null : Math.ceil(waitMs / 60_000);

/** Stage, bar, songs done of total; below it what is known already. */
export function progressReply({ stage, done, total, caption, playlist, place }: Progress): ReplyMessage {
  if (place !== null) return { content: texts.run.waiting(place.place, minutesOf(place.waitMs)) };
  const words = texts.progress;
  let amount: string | null = null;
  if (done !== null && total !== null && total > 0) {
    const text = stage === 'model' ? words.percent(percent(done / total)) : words.songsDone(done, total);
    amount = `\`${bar(done / total)}\` ${text}`;
  }
  const lines = [
    `🎧 ${words.stages[stage]} …`,
    amount,
    caption === null ? null : `-# ${words.seen(escaped(caption, 200))}`,
    playlist === null ? null : `-# ${words.from(escaped(playlist.title, 100), playlist.songs)}`,
  ];
  return { content: joined(lines, '\n') };
}
