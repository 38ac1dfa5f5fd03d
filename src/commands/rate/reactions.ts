/** Reactions on answers, as ratings: 1️⃣ to 🔟 "this one fits", 👍 and 👎 for the best match. */

import type { Bot } from '../../discord/bot.ts';
import type { Mark } from '../../store/ratings.ts';
import type { Result } from '../../store/results.ts';

type Meaning = Omit<Mark, 'at' | 'from'>;

/** Emoji that rate, without skin tones and variation selectors. */
const meanings = new Map<string, Meaning>([
  ['👍', { rank: 1, verdict: 'fits' }],
  ['👎', { rank: 1, verdict: 'does-not-fit' }],
]);
for (const [index, emoji] of ['1⃣', '2⃣', '3⃣', '4⃣', '5⃣', '6⃣', '7⃣', '8⃣', '9⃣', '🔟'].entries()) {
  meanings.set(emoji, { rank: index + 1, verdict: 'fits' });
}

/** What a reaction says, or null; `from` is the plain emoji, so that all skin tones of one thumb are one mark. */
export function markOf(emoji: string | null): Omit<Mark, 'at'> | null {
  const plain = (emoji ?? '').replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '');
  const meaning = meanings.get(plain);
  return meaning === undefined ? null : { ...meaning, from: plain };
}

/** What of a reaction event counts. */
export type Reacted = { messageId: string; personId: string; isBot: boolean; emoji: string | null };

type Stores = Pick<Bot, 'results' | 'ratings' | 'reactionTurns' | 'latestReaction'>;

export async function reactionAdded(reacted: Reacted, bot: Stores): Promise<void> {
  await change(reacted, bot, (result, mark) => bot.ratings.mark(result, reacted.personId, mark));
}

export async function reactionRemoved(reacted: Reacted, bot: Stores): Promise<void> {
  await change(reacted, bot, (result, mark) => bot.ratings.unmark(result.id, reacted.personId, mark));
}

async function change(
  { messageId, personId, isBot, emoji }: Reacted,
  { results, reactionTurns, latestReaction }: Stores,
  apply: (result: Result, mark: Omit<Mark, 'at'>) => Promise<unknown>,
): Promise<void> {
  const mark = markOf(emoji);
  if (mark === null || isBot) return;
  // Whoever puts a thumb up and down a hundred times costs no more than the last time.
  const isLatest = latestReaction(`${messageId} ${personId} ${mark.from}`);
  // What happens to one message is taken in order, also with a look at all its reactions that is under way.
  await reactionTurns(messageId, async () => {
    if (!isLatest()) return;
    const result = await results.findByMessage(messageId);
    if (result !== null) await apply(result, mark);
  });
}

/** Everybody's reactions were removed from a message: with this emoji, or (null) with any. */
export async function reactionsCleared(messageId: string, emoji: string | null, bot: Stores): Promise<void> {
  const only = emoji === null ? null : markOf(emoji);
  if (emoji !== null && only === null) return;
  await bot.reactionTurns(messageId, async () => {
    const result = await bot.results.findByMessage(messageId);
    if (result === null) return;
    for (const { personId, marks } of await bot.ratings.ofResult(result.id)) {
      const gone = marks.filter(({ from }) => (only === null ? from !== 'button' : from === only.from));
      for (const mark of gone) await bot.ratings.unmark(result.id, personId, mark);
    }
  });
}

/**
 * Makes the marks from reactions what they are on the message; marks from buttons stay, as do those made since
 * `asOf`. `reactions` holds the people behind each plain emoji. Those who had everything removed since the answer
 * are not taken up again.
 */
export async function reactionsAre(
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
      if (known.get(personId)?.some(({ from }) => from === mark.from) === true) continue;
      const removedAt = await ratings.removedAt(personId);
      if (removedAt === null || removedAt < result.createdAt) await ratings.mark(result, personId, mark);
    }
  }
  for (const [personId, marks] of known) {
    for (const mark of marks) {
      const stands = mark.from === 'button' || reactions.get(mark.from)?.includes(personId) === true;
      if (!stands && mark.at < asOf) await ratings.unmark(result.id, personId, mark);
    }
  }
}
