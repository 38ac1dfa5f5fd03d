import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { reactionAdded } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';

const schema = z.object({
  message_id: z.string(),
  user_id: z.string(),
  /** Whose message it is, where Discord says so. */
  message_author_id: z.string().optional(),
  emoji: z.object({ name: z.string().nullable() }),
  /** Not there in direct messages, where nobody is a bot but ourselves. */
  member: z.object({ user: z.object({ bot: z.boolean().optional() }).optional() }).optional(),
});

/** Somebody reacted to a message, perhaps to an answer. */
export const messageReactionAdd = onGateway(
  GatewayDispatchEvents.MessageReactionAdd,
  schema,
  async (bot, data) => {
    const ownId = bot.client.user?.id;
    // Nearly all reactions of a server: not worth a look into the store.
    if (data.message_author_id !== undefined && data.message_author_id !== ownId) return;
    const isBot = data.member?.user?.bot === true || data.user_id === ownId;
    const { message_id: messageId, user_id: personId, emoji } = data;
    await reactionAdded({ messageId, personId, isBot, emoji: emoji.name }, bot);
  },
);
