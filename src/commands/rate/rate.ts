/** Ratings by button (any song), and by reaction: 1️⃣ to 🔟 "this one fits", 👍 and 👎 for the best match. */
import { matchOf } from '../../discord/answer/give-answer.ts';
import type { Bot } from '../../discord/bot.ts';
import type { Press } from '../../discord/command.ts';
import { textsFor } from '../../discord/language.ts';
import { escaped } from '../../discord/reply/escape.ts';
import type { Mark } from '../../store/ratings.ts';
import type { Result } from '../../store/results.ts';

/** Where a rating by button comes from. */
const button = 'button';

/** 👍 and 👎 as buttons: they work where reactions cannot. Pressed again, a rating is taken back. */
export const rate = {
  action: 'rate',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId, shownRank, direction], bot) {
    const { result, match } = await matchOf(resultId, shownRank, bot);
    const { rank, song } = match;
    const personId = interaction.user.id;
    const verdict = direction === 'down' ? 'does-not-fit' : 'fits';
    const before = await bot.ratings.latestMark(result.id, personId, rank);
    const isAgain = before?.from === button && before.verdict === verdict;
    if (isAgain) await bot.ratings.unmark(result.id, personId, { rank, from: button });
    else await bot.ratings.mark(result, personId, { rank, from: button, verdict });
    const { fits, fitsNot, takenBack } = textsFor(interaction).rating;
    const words = isAgain ? takenBack : verdict === 'fits' ? fits : fitsNot;
    return { content: words(escaped(song.title, 100)) };
  },
} satisfies Press;

/** Without emoji selectors. */
const keycaps = ['1⃣', '2⃣', '3⃣', '4⃣', '5⃣', '6⃣', '7⃣', '8⃣', '9⃣', '🔟'];

/** The rating that a reaction means, or null; `from` is the emoji without skin tone and selector. */
export function markOf(emoji: string | null): Omit<Mark, 'at'> | null {
  const from = (emoji ?? '').replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '');
  if (from === '👍') return { rank: 1, verdict: 'fits', from };
  if (from === '👎') return { rank: 1, verdict: 'does-not-fit', from };
  const rank = keycaps.indexOf(from) + 1;
  return rank === 0 ? null : { rank, verdict: 'fits', from };
}

/** Somebody added a reaction, or removed it. */
export async function rateByReaction(
  { messageId, personId, emoji }: { messageId: string; personId: string; emoji: string | null },
  change: 'add' | 'remove',
  { results, ratings, reactionMutex, latestReaction }: Bot,
): Promise<void> {
  const mark = markOf(emoji);
  if (mark === null) return;
  // Somebody who toggles a thumb a hundred times costs no more than the last time.
  const isLatest = latestReaction(`${messageId} ${personId} ${mark.from}`);
  await reactionMutex(messageId, async () => {
    if (!isLatest()) return;
    const result = await results.findByMessage(messageId);
    if (result === null) return;
    if (change === 'remove') await ratings.unmark(result.id, personId, mark);
    // A reaction to a whole album says nothing about one song.
    else if (result.isReactable) await ratings.mark(result, personId, mark);
  });
}

/** A moderator removed everybody's reactions from a message: with this emoji, or (null) all. */
export async function clearReactions(messageId: string, emoji: string | null, bot: Bot): Promise<void> {
  const only = emoji === null ? null : markOf(emoji);
  if (emoji !== null && only === null) return;
  await bot.reactionMutex(messageId, async () => {
    const result = await bot.results.findByMessage(messageId);
    if (result === null) return;
    for (const { personId, marks } of await bot.ratings.ofResult(result.id)) {
      const gone = marks.filter(({ from }) => (only === null ? from !== button : from === only.from));
      for (const mark of gone) await bot.ratings.unmark(result.id, personId, mark);
    }
  });
}

/**
 * Makes the ratings of a result match the reactions on its message. Ratings by button and those newer than `asOf` stay;
 * people who had their data deleted since the answer are not added again.
 * `reactions`: the people behind each emoji, without selectors.
 */
export async function setReactions(
  result: Result,
  reactions: ReadonlyMap<string, readonly string[]>,
  asOf: number,
  { ratings }: Pick<Bot, 'ratings'>,
): Promise<void> {
  const known = new Map((await ratings.ofResult(result.id)).map(({ personId, marks }) => [personId, marks]));
  for (const [emoji, people] of reactions) {
    const mark = markOf(emoji);
    if (mark === null) continue;
    for (const personId of people) {
      if (known.get(personId)?.some(({ from }) => from === mark.from)) continue;
      const removedAt = await ratings.removedAt(personId);
      if (removedAt === null || removedAt < result.createdAt) await ratings.mark(result, personId, mark);
    }
  }
  for (const [personId, marks] of known) {
    for (const mark of marks) {
      const isThere = mark.from === button || reactions.get(mark.from)?.includes(personId);
      if (!isThere && mark.at < asOf) await ratings.unmark(result.id, personId, mark);
    }
  }
}
