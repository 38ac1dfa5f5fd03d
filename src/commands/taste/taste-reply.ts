/** What was learned of a person's taste. */

import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/texts.ts';
import type { TasteWords } from '../../pipeline/taste/taste-words.ts';
import { type RatedResult, standing } from '../../store/ratings.ts';

/** The chart, as a file of the reply. */
export const chartName = 'taste.png';

/** In words first, then the chart if there is one, and what all of it was learned from. */
export function tasteReply(
  { sentences, count }: TasteWords,
  rated: readonly RatedResult[],
  hasChart: boolean,
): ReplyMessage {
  if (count === 0) return { content: `${sentences.join(' ')} ${texts.taste.howTo}` };
  const verdicts = rated.flatMap(({ shown, marks }) =>
    shown.flatMap(({ rank }) => standing(marks, rank)?.verdict ?? []),
  );
  const fits = verdicts.filter((verdict) => verdict === 'fits').length;
  const kept = texts.taste.kept(verdicts.length, rated.length);
  return {
    embeds: [
      {
        color: colours.gold,
        title: texts.taste.title,
        description: sentences.join('\n\n'),
        footer: {
          text: `${kept} ${texts.taste.counts(fits, verdicts.length - fits)}\n${texts.taste.counted}`,
        },
        ...(hasChart ? { image: { url: `attachment://${chartName}` } } : {}),
      },
    ],
  };
}
