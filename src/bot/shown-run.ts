/** What a person sees of a run while it goes on: their place, the progress, and in time a first ranking. */
import { progressed, progressReply, startingProgress } from '../commands/replies/progress.ts';
import { interimReply, songsOnPage } from '../commands/replies/ranking.ts';
import type { ProgressEvent, Ranking } from '../pipeline/types.ts';
import { type ShownRanking, shownRanking } from '../store/shown-ranking.ts';
import type { Bot } from './dependencies.ts';
import type { LiveMessage } from './live-progress.ts';

export type ShownRun = {
  /** 1 is next in line. */
  place(place: number): void;
  /** It is our turn. */
  begin(): void;
  progress(event: ProgressEvent): void;
  /** A ranking that may still change. */
  ranking(ranking: Ranking): void;
};

/** Every change goes to the live message, which keeps the pace. */
export function createShownRun(
  live: LiveMessage,
  photoUrl: string,
  { now, limits }: Pick<Bot, 'now' | 'limits'>,
): ShownRun {
  let progress = startingProgress;
  let first: ShownRanking | null = null;
  let begunAt = now();

  function show(): void {
    const line = progressReply(progress);
    const isSlow = now() - begunAt >= limits.interimAfterMs;
    live.show(first !== null && isSlow ? interimReply(first, line.content ?? '', photoUrl) : line);
  }

  return {
    place(place) {
      progress = { ...progress, place };
      show();
    },
    begin() {
      begunAt = now();
      progress = { ...progress, place: null };
      show();
    },
    progress(event) {
      progress = progressed(progress, event);
      show();
    },
    ranking(ranking) {
      first = shownRanking(ranking, songsOnPage);
      show();
    },
  };
}
