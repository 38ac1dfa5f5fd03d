/** Every gateway event that is listened to, and what it leads to. */
import { type Client, type ClientEvents, Events } from 'discord.js';
import { commands, presses } from '../commands/index.ts';
import { reconcile } from '../commands/rate/reconcile.ts';
import type { Bot } from '../discord/bot.ts';
import { createDispatch } from '../discord/dispatch.ts';
import { inviteLink, removeOldServers, updateServers } from '../discord/servers.ts';
import type { Track } from '../discord/start.ts';
import { texts } from '../locales/en/index.ts';
import { listenToReactions } from './reactions.ts';

const dispatch = createDispatch(commands, presses);

/** Throws nothing: failures of handlers go to `track`. */
export function listen(client: Client, bot: Bot, track: Track): void {
  const on = <Name extends keyof ClientEvents>(
    name: Name,
    handle: (...values: ClientEvents[Name]) => Promise<void>,
  ) => client.on(name, (...values) => track(name, handle(...values)));

  on(Events.ClientReady, (ready) => catchUp(ready, bot));
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

/** Prints who it is and how to invite it, then handles what happened while it was offline. */
async function catchUp({ application, user, guilds }: Client<true>, bot: Bot): Promise<void> {
  const invite = inviteLink(application.id);
  const servers = guilds.cache.size;
  bot.log.info({ user: user.tag, servers, invite }, 'ready');
  bot.announce(texts.startup.ready(user.tag, servers, invite));
  await updateServers(bot);
  await removeOldServers(bot);
  await reconcile(bot);
}
