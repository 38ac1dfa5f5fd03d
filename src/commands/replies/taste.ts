/** What is known of a person's taste. */
import { type RatedResult, standing } from '../../store/ratings.ts';
import type { ReplyMessage } from './message.ts';
import { texts } from './texts.ts';

/** How many ratings are kept, and honestly what they do. */
export function tasteReply(rated: readonly RatedResult[]): ReplyMessage {
  const verdicts = rated.flatMap(({ shown, marks }) =>
    shown.flatMap(({ rank }) => standing(marks, rank)?.verdict ?? []),
  );
  if (verdicts.length === 0) return { content: texts.taste.none };
  const fits = verdicts.filter((verdict) => verdict === 'fits').length;
  const lines = [
    texts.taste.kept(verdicts.length, rated.length),
    texts.taste.counts(fits, verdicts.length - fits),
    `-# ${texts.taste.notYet}`,
  ];
  return { content: lines.join('\n') };
}
