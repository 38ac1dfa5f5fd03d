import { Events } from 'discord.js';
import { reconcile } from '../commands/rate/reconcile.ts';
import { checkServers, removeDeparted } from '../discord/departures.ts';
import { inviteLink } from '../discord/invite-link.ts';
import { on } from '../discord/listener.ts';
import { texts } from '../locales/en/index.ts';

/** Says who it is and how to invite it, then picks up what happened while it was away. */
export const clientReady = on(Events.ClientReady, async (bot, client) => {
  const invite = inviteLink(client.application.id);
  const servers = client.guilds.cache.size;
  bot.log.info({ user: client.user.tag, servers, invite }, 'ready');
  bot.announce(texts.startup.ready(client.user.tag, servers, invite));
  await checkServers(new Set(client.guilds.cache.keys()), bot);
  await removeDeparted(bot);
  await reconcile(bot);
});
