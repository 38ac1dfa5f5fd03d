/** What a person sees of a run while it goes on: their place, the progress, and in time a first ranking. */

import type { ProgressEvent } from '../../model/progress.ts';
import type { Ranking } from '../../model/ranking.ts';
import type { Place } from '../../pipeline/request.ts';
import { type ShownRanking, shownRanking } from '../../store/shown-ranking.ts';
import { interimReply, songsOnPage } from '../answer/ranking-reply.ts';
import type { LiveMessage } from './live-message.ts';
import { progressed, progressReply, startingProgress } from './progress-reply.ts';

export type ShownRun = {
  /** null: it is our turn. */
  place(place: Place | null): void;
  progress(event: ProgressEvent): void;
  /** A ranking that may still change. */
  ranking(ranking: Ranking): void;
};

/**
 * Every change goes to the live message, which keeps the pace; the first ranking does not wait for its turn, for it is what
 * the person waits for.
 */
export function createShownRun(
  live: LiveMessage,
  { photoUrl, count }: { photoUrl: string; count: number },
): ShownRun {
  let progress = startingProgress;
  let first: ShownRanking | null = null;

  function show(options?: { soon: boolean }): void {
    live.show(() => {
      if (first === null) return progressReply(progress);
      // The ranking itself says what was seen and where the songs are from.
      const { content = '' } = progressReply({ ...progress, caption: null, playlist: null });
      return interimReply(first, content, photoUrl);
    }, options);
  }

  return {
    place(place) {
      progress = { ...progress, place };
      show();
    },
    progress(event) {
      progress = progressed(progress, event);
      show();
    },
    ranking(ranking) {
      const soon = first === null;
      first = shownRanking(ranking, Math.min(count, songsOnPage));
      show({ soon });
    },
  };
}
