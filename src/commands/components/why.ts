/** "Why this one?": the features of one song, for the person alone. */
import { quiet } from '../../bot/answer.ts';
import type { Press } from '../../bot/command.ts';
import { matchOf } from '../../bot/result-of.ts';
import { whyReply } from '../replies/why.ts';

export const why = {
  action: 'why',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], bot) {
    const rank = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const { result, match } = await matchOf(resultId, rank, bot);
    await interaction.editReply({ ...quiet, ...whyReply(result.id, match, bot.previews !== null) });
  },
} satisfies Press;
