import { Events } from 'discord.js';
import { on } from '../discord/listener.ts';

/** Removed from a server (an outage does not come through here): the grace period begins. */
export const guildDelete = on(Events.GuildDelete, (bot, guild) => bot.settings.serverLeft(guild.id));
