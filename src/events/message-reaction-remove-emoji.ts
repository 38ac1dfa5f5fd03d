import { GatewayDispatchEvents } from 'discord.js';
import { clearReactions } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';
import { reactionSchema } from './reaction-schema.ts';

export const messageReactionRemoveEmoji = onGateway(
  GatewayDispatchEvents.MessageReactionRemoveEmoji,
  reactionSchema.omit({ user_id: true }),
  async (bot, { message_id: messageId, emoji }) => {
    if (emoji.name !== null) await clearReactions(messageId, emoji.name, bot);
  },
);
