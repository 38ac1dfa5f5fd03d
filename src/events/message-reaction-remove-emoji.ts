import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { reactionsCleared } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';

const schema = z.object({
  message_id: z.string(),
  emoji: z.object({ name: z.string().nullable() }),
});

/** A moderator removed one emoji of a message, everybody's. */
export const messageReactionRemoveEmoji = onGateway(
  GatewayDispatchEvents.MessageReactionRemoveEmoji,
  schema,
  async (bot, { message_id: messageId, emoji }) => {
    if (emoji.name !== null) await reactionsCleared(messageId, emoji.name, bot);
  },
);
