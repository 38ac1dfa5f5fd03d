import { Events } from 'discord.js';
import { on } from '../discord/listener.ts';

/** Added to a server, perhaps again: what was kept of it stays. */
export const guildCreate = on(Events.GuildCreate, (bot, guild) => bot.settings.serverJoined(guild.id));
