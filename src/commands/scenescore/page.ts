/** Turning the page. The one who asked turns it for all; anybody else gets a page of their own. */
import { MessageFlags } from 'discord.js';
import { actionsOf } from '../../discord/answer/actions-of.ts';
import { mapName, photoName, rankingReply } from '../../discord/answer/ranking-reply.ts';
import { resultOf } from '../../discord/answer/result-of.ts';
import type { Press } from '../../discord/command.ts';
import { quiet, whisper } from '../../discord/respond.ts';

export const page = {
  action: 'page',
  acknowledge: 'update',
  async handle(interaction, [resultId, number], bot) {
    const result = await resultOf(resultId, bot);
    const isOriginal = interaction.message?.id === result.messageId;
    const isPrivate = interaction.message?.flags.has(MessageFlags.Ephemeral) === true;
    const turnsForAll = isPrivate || interaction.user.id === result.personId;
    const holdsFiles = isOriginal && turnsForAll;
    const reply = rankingReply({
      resultId: result.id,
      ranking: result.ranking,
      page: Number(number),
      photo: pictureOf(interaction.message?.embeds[0]?.thumbnail?.url, photoName, holdsFiles),
      map: pictureOf(interaction.message?.embeds.at(-1)?.image?.url, mapName, holdsFiles),
      actions: actionsOf(bot),
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
function pictureOf(url: string | undefined, name: string, holdsFiles: boolean): string | null {
  if (url === undefined) return null;
  return holdsFiles && new URL(url).pathname.endsWith(`/${name}`) ? `attachment://${name}` : url;
}
