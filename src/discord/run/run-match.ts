/** One photo, from the command to the answer. */

import { withSignal } from '../../concurrency/time-limits.ts';
import { pictureInTime, thumbnailOf } from '../answer/answer-pictures.ts';
import { giveAnswer, type RunInteraction } from '../answer/give-answer.ts';
import type { Bot } from '../bot.ts';
import { fetchPhoto, runInLine, type Wanted } from './run-in-line.ts';

export type WantedMatch = Wanted & {
  photoUrl: string;
  /** Songs to show, 1 to 10. */
  count: number;
};

/** Songs shown when nobody says how many. */
export const usualCount = 5;

/** Waits for its turn, matches, answers. */
export async function runMatch(interaction: RunInteraction, wanted: WantedMatch, bot: Bot): Promise<void> {
  const { photoUrl, count } = wanted;
  await runInLine(
    interaction,
    { ...wanted, shown: wanted },
    bot,
    async ({ request, options, tell, live }) => {
      const { signal } = options;
      const photo = await fetchPhoto(photoUrl, signal, bot);
      // The answer's patience with pictures is short.
      bot.pictures?.warm();
      const ranking = await withSignal(bot.matchScene({ ...request, photo }, options), signal);
      const [thumbnail, map] = await Promise.all([
        thumbnailOf(photo, bot),
        pictureInTime((pictures, inTime) => pictures.moodMap(ranking, { signal: inTime }), bot),
      ]);
      await live.stop();
      await giveAnswer(interaction, { ranking: tell(ranking), thumbnail, map, photoUrl, count }, bot);
    },
  );
}
