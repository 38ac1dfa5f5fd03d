import type { Bot } from './bot.ts';

/** The server, as far as the bot itself is in it: elsewhere only the person brought it along. */
export function serverOf(interaction: { guildId: string | null }, bot: Pick<Bot, 'client'>): string | null {
  const { guildId } = interaction;
  return guildId !== null && bot.client.guilds.cache.has(guildId) ? guildId : null;
}
