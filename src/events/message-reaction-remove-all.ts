import { GatewayDispatchEvents } from 'discord.js';
import { clearReactions } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';
import { reactionSchema } from './reaction-schema.ts';

export const messageReactionRemoveAll = onGateway(
  GatewayDispatchEvents.MessageReactionRemoveAll,
  reactionSchema.pick({ message_id: true }),
  (bot, { message_id: messageId }) => clearReactions(messageId, null, bot),
);
