/** Servers the bot was removed from lose their data after a while; coming back in time keeps it. */
import { type Client, ShardClientUtil } from 'discord.js';
import type { Bot } from './bot.ts';

/** Is a server one of those that this process hears of, should the bot be in it? Others belong to other processes. */
export function isHeard(client: Client, serverId: string): boolean {
  const count = client.options.shardCount ?? 1;
  return client.ws.shards.has(ShardClientUtil.shardIdForGuildId(serverId, count));
}

/** Compares what is kept with the servers the bot is in now: some may have changed while it was away. */
export async function checkServers(
  here: ReadonlySet<string>,
  { settings, client }: Pick<Bot, 'settings' | 'client'>,
): Promise<void> {
  const known = (await settings.servers()).filter(({ id }) => isHeard(client, id));
  for (const { id, leftAt } of known) {
    if (here.has(id) && leftAt !== null) await settings.serverJoined(id);
    if (!here.has(id) && leftAt === null) await settings.serverLeft(id);
  }
  const kept = new Set(known.map(({ id }) => id));
  for (const id of here) if (!kept.has(id)) await settings.serverJoined(id);
}

/** Removes what is kept of servers whose grace period is over; gives their ids. */
export async function removeDeparted(
  bot: Pick<Bot, 'settings' | 'results' | 'ratings' | 'limits' | 'now' | 'log'>,
): Promise<string[]> {
  const { settings, results, ratings, limits, now, log } = bot;
  const over = (await settings.servers()).filter(
    ({ leftAt }) => leftAt !== null && now() - leftAt >= limits.departureGraceMs,
  );
  for (const { id } of over) {
    const removed = await results.removeOfServer(id);
    await ratings.forgetServer(id);
    await settings.removeServer(id);
    log.info({ results: removed }, 'removed the data of a server that left');
  }
  return over.map(({ id }) => id);
}
