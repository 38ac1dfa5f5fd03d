import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { reactionsCleared } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';

const schema = z.object({ message_id: z.string() });

/** A moderator removed all reactions of a message. */
export const messageReactionRemoveAll = onGateway(
  GatewayDispatchEvents.MessageReactionRemoveAll,
  schema,
  (bot, { message_id: messageId }) => reactionsCleared(messageId, null, bot),
);
