import { Events } from 'discord.js';
import { on } from '../discord/listener.ts';

/** Added to a server, perhaps again: its data stays. */
export const guildCreate = on(Events.GuildCreate, (bot, guild) => bot.settings.serverJoined(guild.id));
