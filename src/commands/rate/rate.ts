/** 👍 and 👎 as buttons: they work where reactions cannot. Pressed again, a rating is taken back. */
import { matchOf } from '../../discord/answer/give-answer.ts';
import type { Press } from '../../discord/command.ts';
import { escaped } from '../../discord/reply/escape.ts';
import { texts } from '../../locales/en/index.ts';

const from = 'button';

export const rate = {
  action: 'rate',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId, shownRank, direction], bot) {
    const { result, match } = await matchOf(resultId, shownRank, bot);
    const { rank, song } = match;
    const personId = interaction.user.id;
    const verdict = direction === 'down' ? 'does-not-fit' : 'fits';
    const before = await bot.ratings.verdict(result.id, personId, rank);
    const isAgain = before?.from === from && before.verdict === verdict;
    if (isAgain) await bot.ratings.unmark(result.id, personId, { rank, from });
    else await bot.ratings.mark(result, personId, { rank, from, verdict });
    const { fits, fitsNot, takenBack } = texts.rating;
    const words = isAgain ? takenBack : verdict === 'fits' ? fits : fitsNot;
    return { content: words(escaped(song.title, 100)) };
  },
} satisfies Press;
