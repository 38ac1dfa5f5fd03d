import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { onGateway } from '../bot/listener.ts';
import { reactionAdded } from '../bot/reactions.ts';

const schema = z.object({
  message_id: z.string(),
  user_id: z.string(),
  emoji: z.object({ name: z.string().nullable() }),
  /** Not there in direct messages, where nobody is a bot but ourselves. */
  member: z.object({ user: z.object({ bot: z.boolean().optional() }).optional() }).optional(),
});

/** Somebody reacted to a message, perhaps to an answer. */
export const messageReactionAdd = onGateway(GatewayDispatchEvents.MessageReactionAdd, schema, (bot, data) => {
  const isBot = data.member?.user?.bot === true || data.user_id === bot.client.user?.id;
  const { message_id: messageId, user_id: personId, emoji } = data;
  return reactionAdded({ messageId, personId, isBot, emoji: emoji.name }, bot);
});
