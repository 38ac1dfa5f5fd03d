import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { reactionRemoved } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';

const schema = z.object({
  message_id: z.string(),
  user_id: z.string(),
  emoji: z.object({ name: z.string().nullable() }),
});

/** Somebody took a reaction back. It is not said whether they are a bot, but a bot has no marks to take back. */
export const messageReactionRemove = onGateway(
  GatewayDispatchEvents.MessageReactionRemove,
  schema,
  (bot, { message_id: messageId, user_id: personId, emoji }) =>
    reactionRemoved({ messageId, personId, isBot: false, emoji: emoji.name }, bot),
);
