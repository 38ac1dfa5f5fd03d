import { Events } from 'discord.js';
import { checkServers, removeDeparted } from '../bot/departures.ts';
import { inviteLink } from '../bot/invite-link.ts';
import { on } from '../bot/listener.ts';
import { reconcile } from '../bot/reconcile.ts';
import { texts } from '../commands/replies/texts.ts';

/** Says who it is and how to invite it, then picks up what happened while it was away. */
export const clientReady = on(Events.ClientReady, async (bot, client) => {
  const invite = inviteLink(client.application.id);
  const servers = client.guilds.cache.size;
  bot.log.info({ user: client.user.tag, servers, invite }, 'ready');
  bot.announce(texts.ready(client.user.tag, servers, invite));
  await checkServers(new Set(client.guilds.cache.keys()), bot);
  await removeDeparted(bot);
  await reconcile(bot);
});
