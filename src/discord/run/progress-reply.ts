/** Progress events → one line that is edited in place. */

import { texts } from '../../locales/en/index.ts';
import type { ProgressEvent } from '../../model/progress.ts';
import { bar, percent } from '../reply/bars.ts';
import { escaped } from '../reply/escape.ts';
import type { ReplyMessage } from '../reply/message.ts';

export type Progress = {
  stage: keyof Omit<typeof texts.progress, 'songsDone' | 'percent' | 'seen' | 'from'>;
  /** How far this stage is; null where it cannot be said. */
  done: number | null;
  total: number | null;
  caption: string | null;
  playlist: { title: string; songs: number } | null;
  /** Place in the queue, 1 is next, and how long that may take; null once it is our turn. */
  place: { place: number; waitMs: number | null } | null;
};

export const startingProgress: Progress = {
  stage: 'starting',
  done: null,
  total: null,
  caption: null,
  playlist: null,
  place: null,
};

/** The progress after an event. Stages of one run overlap: the latest word is shown. */
export function progressed(progress: Progress, event: ProgressEvent): Progress {
  const at = (
    stage: Progress['stage'],
    done: number | null = null,
    total: number | null = null,
  ): Progress => ({
    ...progress,
    stage,
    done,
    total,
    place: null,
  });
  switch (event.type) {
    case 'model-downloading':
      return at('model', event.doneBytes, event.totalBytes);
    case 'scene-described':
      // The playlist may be open already: then its stage is the later word.
      return {
        ...progress,
        stage: progress.stage === 'starting' ? 'playlist' : progress.stage,
        caption: event.caption,
      };
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

/** Rounded up: sooner than promised is better than later. Nothing is promised for less than half a minute. */
const minutesOf = (waitMs: number | null): number | null =>
  waitMs === null || waitMs < 30_000 ? null : Math.ceil(waitMs / 60_000);

/** Stage, bar, songs done of total; below it what is known already. */
export function progressReply(progress: Progress): ReplyMessage {
  const { stage, done, total, caption, playlist, place } = progress;
  if (place !== null) return { content: texts.run.waiting(place.place, minutesOf(place.waitMs)) };
  const words = texts.progress;
  const counted = done !== null && total !== null && total > 0;
  const amount = !counted
    ? ''
    : stage === 'model'
      ? words.percent(percent(done / total))
      : words.songsDone(done, total);
  const known = [
    caption === null ? null : words.seen(escaped(caption, 200)),
    playlist === null ? null : words.from(escaped(playlist.title, 100), playlist.songs),
  ].filter((line) => line !== null);
  const lines = [
    `🎧 ${words[stage]} …`,
    ...(counted ? [`\`${bar(done / total)}\` ${amount}`] : []),
    ...known.map((line) => `-# ${line}`),
  ];
  return { content: lines.join('\n') };
}
