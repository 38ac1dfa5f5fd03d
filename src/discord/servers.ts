/** The servers the bot is in: how it is added to one, and when one's data is removed. */
import {
  type Client,
  OAuth2Scopes,
  PermissionFlagsBits,
  PermissionsBitField,
  ShardClientUtil,
} from 'discord.js';
import type { Bot } from './bot.ts';

/** Exactly what is used: answers with pictures in channels it can see, and looking up reactions there. */
const neededPermissions = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
]);

/** Where somebody adds the bot to a server. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: neededPermissions.bitfield.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** The interaction's server, or null where the bot is not a member and only the person brought it along. */
export function serverOf(interaction: { guildId: string | null }, { client }: Bot): string | null {
  const { guildId } = interaction;
  return guildId !== null && client.guilds.cache.has(guildId) ? guildId : null;
}

/** Does this process receive the server's events? Other servers belong to other processes of the bot. */
export function isOwnServer(client: Client, serverId: string): boolean {
  const count = client.options.shardCount ?? 1;
  return client.ws.shards.has(ShardClientUtil.shardIdForGuildId(serverId, count));
}

/** Records which servers were joined and left while the bot was away. */
export async function updateServers({ settings, client }: Bot): Promise<void> {
  const present = client.guilds.cache;
  const known = (await settings.servers()).filter(({ id }) => isOwnServer(client, id));
  for (const { id, leftAt } of known) {
    if (present.has(id) && leftAt !== null) await settings.serverJoined(id);
    if (!present.has(id) && leftAt === null) await settings.serverLeft(id);
  }
  const knownIds = new Set(known.map(({ id }) => id));
  for (const id of present.keys()) if (!knownIds.has(id)) await settings.serverJoined(id);
}

type Cleaning = Pick<Bot, 'settings' | 'results' | 'ratings' | 'limits' | 'now' | 'log'>;

/** Removes the data of servers that the bot left longer ago than the grace period. */
export async function removeOldServers({ settings, results, ratings, limits, now, log }: Cleaning) {
  for (const { id, leftAt } of await settings.servers()) {
    if (leftAt === null || now() - leftAt < limits.departureGraceMs) continue;
    const removed = await results.removeOfServer(id);
    await ratings.forgetServer(id);
    await settings.removeServer(id);
    log.info({ results: removed }, 'removed the data of a server that the bot left');
  }
}
