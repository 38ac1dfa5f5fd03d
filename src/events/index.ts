/** Every gateway event that is listened to, and what it leads to. */
import { type Client, type ClientEvents, Events, GatewayDispatchEvents } from 'discord.js';
import { z } from 'zod';
import { commands, presses } from '../commands/index.ts';
import { clearReactions, rateByReaction } from '../commands/rate/rate.ts';
import { reconcile } from '../commands/rate/reconcile.ts';
import { inRequest } from '../concurrency/request-scope.ts';
import type { Bot } from '../discord/bot.ts';
import { createDispatch } from '../discord/dispatch.ts';
import { inviteLink, removeOldServers, updateServers } from '../discord/servers.ts';
import type { Track } from '../discord/start.ts';
import { startup } from '../locales/en/host.ts';

const dispatch = createDispatch(commands, presses);

/** Throws nothing: failures of handlers go to `track`. */
export function listen(client: Client, bot: Bot, track: Track): void {
  const on = <Name extends keyof ClientEvents>(
    name: Name,
    handle: (...values: ClientEvents[Name]) => Promise<void>,
  ) => client.on(name, (...values) => track(name, handle(...values)));

  on(Events.ClientReady, async (ready) => {
    greet(ready, bot);
    await catchUp(bot);
  });
  // Discord ended the session during an outage: what happened meanwhile is never sent. The first session is `ClientReady`'s.
  on(Events.ShardReady, async () => {
    if (client.isReady()) await catchUp(bot);
  });
  // A command, a button, a select, a modal, or somebody typing into an option.
  on(Events.InteractionCreate, async (interaction) => {
    if (bot.isNew(interaction.id)) await dispatch(interaction, bot);
  });
  // Added to a server, perhaps again: its data stays.
  on(Events.GuildCreate, ({ id }) => bot.settings.serverJoined(id));
  // Removed from a server (outages do not emit this): the grace period starts.
  on(Events.GuildDelete, ({ id }) => bot.settings.serverLeft(id));
  listenToReactions(client, bot, track);
}

/** Prints who it is and how to invite it. */
function greet({ application, user, guilds }: Client<true>, { log, announce }: Bot): void {
  const invite = inviteLink(application.id);
  const servers = guilds.cache.size;
  log.info({ user: user.tag, servers, invite }, 'ready');
  announce(startup.ready(user.tag, servers, invite));
}

/** Handles what happened while the bot was offline. */
async function catchUp(bot: Bot): Promise<void> {
  await updateServers(bot);
  await removeOldServers(bot);
  await reconcile(bot);
}

const clearedSchema = z.object({ message_id: z.string() });
const clearedEmojiSchema = clearedSchema.extend({ emoji: z.object({ name: z.string().nullable() }) });
const removedSchema = clearedEmojiSchema.extend({ user_id: z.string() });
const addedSchema = removedSchema.extend({
  /** Whose message it is, where Discord says so. */
  message_author_id: z.string().optional(),
  /** Missing in direct messages, where nobody else is a bot. */
  member: z.object({ user: z.object({ bot: z.boolean().optional() }).optional() }).optional(),
});

/**
 * Reactions as the gateway sends them. discord.js drops events in channels it has not cached (direct messages, older
 * threads), partials or not; here only the ids are needed.
 */
function listenToReactions(client: Client, bot: Bot, track: Track): void {
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
