import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { onGateway } from '../bot/listener.ts';
import { reactionsCleared } from '../bot/reactions.ts';

const schema = z.object({ message_id: z.string() });

/** A moderator removed all reactions of a message. */
export const messageReactionRemoveAll = onGateway(
  GatewayDispatchEvents.MessageReactionRemoveAll,
  schema,
  (bot, { message_id: messageId }) => reactionsCleared(messageId, null, bot),
);
