import { GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { rateByReaction } from '../commands/rate/reactions.ts';
import { onGateway } from '../discord/listener.ts';
import { reactionSchema } from './reaction-schema.ts';

const schema = reactionSchema.extend({
  /** Whose message it is, where Discord says so. */
  message_author_id: z.string().optional(),
  /** Missing in direct messages, where nobody else is a bot. */
  member: z.object({ user: z.object({ bot: z.boolean().optional() }).optional() }).optional(),
});

export const messageReactionAdd = onGateway(
  GatewayDispatchEvents.MessageReactionAdd,
  schema,
  async (bot, { message_author_id: authorId, member, ...reaction }) => {
    const ownId = bot.client.user?.id;
    // Nearly all reactions of a server: not worth a look into the store.
    if (authorId !== undefined && authorId !== ownId) return;
    if (member?.user?.bot === true || reaction.user_id === ownId) return;
    const { message_id: messageId, user_id: personId, emoji } = reaction;
    await rateByReaction({ messageId, personId, emoji: emoji.name }, 'add', bot);
  },
);
