/** What was learned of a person's taste. */

import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { TasteWords } from '../../pipeline/taste/taste-words.ts';
import { type RatedResult, standing } from '../../store/ratings.ts';

/** The taste in words, and the ratings it was learned from. */
export function tasteReply(
  { sentences, count }: Pick<TasteWords, 'sentences' | 'count'>,
  rated: readonly RatedResult[],
): ReplyMessage {
  if (count === 0) return { content: `${sentences.join(' ')} ${texts.taste.howTo}` };
  const verdicts = rated.flatMap(({ shown, marks }) =>
    shown.flatMap(({ rank }) => standing(marks, rank)?.verdict ?? []),
  );
  const fits = verdicts.filter((verdict) => verdict === 'fits').length;
  const kept = texts.taste.kept(verdicts.length, rated.length);
  const counts = texts.taste.counts(fits, verdicts.length - fits);
  return {
    embeds: [
      {
        color: colours.gold,
        title: texts.taste.title,
        description: sentences.join('\n\n'),
        footer: { text: `${kept} ${counts}\n${texts.taste.counted}` },
      },
    ],
  };
}
