import { GatewayDispatchEvents } from 'discord.js';
import { rateByReaction } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';
import { reactionSchema } from './reaction-schema.ts';

/** Discord does not say whether it was a bot's reaction, but bots have no ratings to remove. */
export const messageReactionRemove = onGateway(
  GatewayDispatchEvents.MessageReactionRemove,
  reactionSchema,
  (bot, { message_id: messageId, user_id: personId, emoji }) =>
    rateByReaction({ messageId, personId, emoji: emoji.name }, 'remove', bot),
);
