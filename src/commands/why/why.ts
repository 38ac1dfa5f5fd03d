/** "Why this one?": the features of one song, for the person alone. */

import { matchOf } from '../../discord/answer/result-of.ts';
import type { Press } from '../../discord/command.ts';
import { whyReply } from './why-reply.ts';

export const why = {
  action: 'why',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], bot) {
    const rank = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const { result, match } = await matchOf(resultId, rank, bot);
    return whyReply(result.id, match, bot.previews !== null);
  },
} satisfies Press;
