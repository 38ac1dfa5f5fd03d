import { Events } from 'discord.js';
import { reconcile } from '../commands/rate/reconcile.ts';
import { on } from '../discord/listener.ts';
import { inviteLink, removeOldServers, updateServers } from '../discord/servers.ts';
import { texts } from '../locales/en/index.ts';

/** Prints who it is and how to invite it, then catches up with what happened while it was offline. */
export const clientReady = on(Events.ClientReady, async (bot, client) => {
  const invite = inviteLink(client.application.id);
  const servers = client.guilds.cache.size;
  bot.log.info({ user: client.user.tag, servers, invite }, 'ready');
  bot.announce(texts.startup.ready(client.user.tag, servers, invite));
  await updateServers(bot);
  await removeOldServers(bot);
  await reconcile(bot);
});
