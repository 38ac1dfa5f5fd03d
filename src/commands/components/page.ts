/** Turning the page. The one who asked turns it for all; anybody else gets a page of their own. */
import { MessageFlags } from 'discord.js';
import { quiet, whisper } from '../../bot/answer.ts';
import type { Press, PressInteraction } from '../../bot/command.ts';
import { resultOf } from '../../bot/result-of.ts';
import { photoName, rankingReply } from '../replies/ranking.ts';

export const page = {
  action: 'page',
  acknowledge: 'update',
  async handle(interaction, [resultId, number], bot) {
    const result = await resultOf(resultId, bot);
    const isOriginal = interaction.message?.id === result.messageId;
    const isPrivate = interaction.message?.flags.has(MessageFlags.Ephemeral) === true;
    const turnsForAll = isPrivate || interaction.user.id === result.personId;
    const reply = rankingReply({
      resultId: result.id,
      ranking: result.ranking,
      page: Number(number),
      photo: photoOf(interaction, isOriginal && turnsForAll),
      reactions: result.isReactable && turnsForAll && !isPrivate,
    });
    if (turnsForAll) await interaction.editReply({ ...quiet, ...reply });
    else await whisper(interaction, reply);
  },
} satisfies Press;

/**
 * Within the message that holds the file its name will do, and never expires; anywhere else it is the address
 * that Discord has just told us.
 */
function photoOf(interaction: PressInteraction, holdsFile: boolean): string | null {
  const url = interaction.message?.embeds[0]?.thumbnail?.url ?? null;
  const isOurs = url !== null && new URL(url).pathname.endsWith(`/${photoName}`);
  return holdsFile && isOurs ? `attachment://${photoName}` : url;
}
