/** Turns the page: for everybody when the asker presses, otherwise for the person who pressed. */
import { MessageFlags } from 'discord.js';
import { actionsOf } from '../../discord/answer/buttons.ts';
import { resultOf } from '../../discord/answer/give-answer.ts';
import { mapName } from '../../discord/answer/pictures.ts';
import { rankingReply } from '../../discord/answer/ranking-reply.ts';
import { photoName } from '../../discord/attachments.ts';
import type { Press } from '../../discord/command.ts';
import { whisper } from '../../discord/respond.ts';

export const page = {
  action: 'page',
  acknowledge: 'update',
  async handle(interaction, [resultId, number], bot) {
    const result = await resultOf(resultId, bot);
    const { message, user } = interaction;
    const isPrivate = message?.flags.has(MessageFlags.Ephemeral) === true;
    const editsMessage = isPrivate || user.id === result.personId;
    const hasFiles = editsMessage && message?.id === result.messageId;
    const reply = rankingReply({
      resultId: result.id,
      ranking: result.ranking,
      page: Number(number),
      photo: pictureOf(message?.embeds[0]?.thumbnail?.url, photoName, hasFiles),
      map: pictureOf(message?.embeds.at(-1)?.image?.url, mapName, hasFiles),
      actions: actionsOf(bot),
      reactions: result.isReactable && editsMessage && !isPrivate,
    });
    if (!editsMessage) {
      await whisper(interaction, reply);
      return undefined;
    }
    // The line above an answer says for whom it is; it stays.
    const { content: _, ...page } = reply;
    return page;
  },
} satisfies Press;

/** In the message with the file its name, which never expires; elsewhere the address that Discord has just sent. */
function pictureOf(url: string | undefined, name: string, hasFiles: boolean): string | null {
  if (url === undefined) return null;
  return hasFiles && new URL(url).pathname.endsWith(`/${name}`) ? `attachment://${name}` : url;
}
