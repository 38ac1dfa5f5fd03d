/**
 * Reactions as the gateway sends them. discord.js drops events in channels it has not cached (direct messages, older
 * threads), partials or not; here only the ids are needed.
 */
import { type Client, GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { clearReactions, rateByReaction } from '../commands/rate/reactions.ts';
import { inRequest } from '../concurrency/request-scope.ts';
import type { Bot } from '../discord/bot.ts';
import type { Track } from '../discord/start.ts';

const clearedSchema = z.object({ message_id: z.string() });
const clearedEmojiSchema = clearedSchema.extend({ emoji: z.object({ name: z.string().nullable() }) });
const removedSchema = clearedEmojiSchema.extend({ user_id: z.string() });
const addedSchema = removedSchema.extend({
  /** Whose message it is, where Discord says so. */
  message_author_id: z.string().optional(),
  /** Missing in direct messages, where nobody else is a bot. */
  member: z.object({ user: z.object({ bot: z.boolean().optional() }).optional() }).optional(),
});

export function listenToReactions(client: Client, bot: Bot, track: Track): void {
  function on<Data>(
    name: GatewayDispatchEvents,
    schema: z.ZodType<Data>,
    handle: (data: Data) => Promise<void>,
  ): void {
    client.ws.on(name, (data: unknown) => {
      const parsed = schema.safeParse(data);
      if (parsed.success) inRequest(() => track(name, handle(parsed.data)));
      else bot.log.warn({ event: name }, 'a gateway event of an unknown shape');
    });
  }

  on(GatewayDispatchEvents.MessageReactionAdd, addedSchema, async (reaction) => {
    const { message_id, user_id, emoji, message_author_id: authorId, member } = reaction;
    const ownId = client.user?.id;
    // Nearly all reactions of a server: not worth a look into the store.
    if (authorId !== undefined && authorId !== ownId) return;
    if (member?.user?.bot === true || user_id === ownId) return;
    await rateByReaction({ messageId: message_id, personId: user_id, emoji: emoji.name }, 'add', bot);
  });
  // Discord does not say whether it was a bot's reaction, but bots have no ratings to remove.
  on(GatewayDispatchEvents.MessageReactionRemove, removedSchema, ({ message_id, user_id, emoji }) =>
    rateByReaction({ messageId: message_id, personId: user_id, emoji: emoji.name }, 'remove', bot),
  );
  on(GatewayDispatchEvents.MessageReactionRemoveAll, clearedSchema, ({ message_id }) =>
    clearReactions(message_id, null, bot),
  );
  on(GatewayDispatchEvents.MessageReactionRemoveEmoji, clearedEmojiSchema, async ({ message_id, emoji }) => {
    if (emoji.name !== null) await clearReactions(message_id, emoji.name, bot);
  });
}
