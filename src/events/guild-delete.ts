import { Events } from 'discord.js';
import { on } from '../discord/listener.ts';

/** Removed from a server (outages do not emit this): the grace period starts. */
export const guildDelete = on(Events.GuildDelete, (bot, guild) => bot.settings.serverLeft(guild.id));
