/** Changing a default playlist: whose, by whom, and is it one at all? */
import { type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { Bot } from '../../discord/bot.ts';
import { quiet } from '../../discord/respond.ts';
import { choosePlaylist, likedSongs } from '../../discord/run/choose-playlist.ts';
import { serverOf } from '../../discord/server.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { playlistSaved } from './playlist-reply.ts';

const loadMs = 60_000;

/** The server whose playlist is meant, or null for the person's own; only managers may change a server's. */
export function scopeOf(interaction: ChatInputCommandInteraction, bot: Bot): string | null {
  if (interaction.options.getString('scope') !== 'server') return null;
  const serverId = serverOf(interaction, bot);
  if (serverId === null) throw new UserError('not-in-a-server', texts.playlist.onlyInServer);
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
    throw new UserError('needs-manage-server', texts.playlist.needsManageServer);
  }
  return serverId;
}

/** Reads the playlist once, so that a wrong or private link is told now and not with the first photo. */
export async function setPlaylist(interaction: ChatInputCommandInteraction, bot: Bot): Promise<void> {
  const personId = interaction.user.id;
  const serverId = scopeOf(interaction, bot);
  const link = interaction.options.getString('link', true).trim();
  const chosen = await choosePlaylist(bot, { personId, serverId }, { link, hasFile: false });
  const [first] = chosen.playlists;
  if (serverId !== null && first?.kind === 'link' && first.link === likedSongs) {
    throw new UserError('liked-is-personal', texts.playlist.likedIsYours);
  }
  const { title, songs, readAt } = await bot.loadPlaylist(chosen, { signal: AbortSignal.timeout(loadMs) });
  const saved = { link, title, songs: songs.length, readAt: readAt ?? bot.now() };
  if (serverId === null) await bot.settings.setPersonPlaylist(personId, saved);
  else await bot.settings.setServerPlaylist(serverId, saved);
  const reply = playlistSaved(saved, songs.length, serverId === null ? 'me' : 'server');
  await interaction.editReply({ ...quiet, ...reply });
}
