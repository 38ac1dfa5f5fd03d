/** `/playlist set`: reads the playlist once, so that a wrong or private link is noticed at once. */
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Bot } from '../../discord/bot.ts';
import { choosePlaylist, likedSongs } from '../../discord/playlists.ts';
import type { Reply } from '../../discord/reply/message.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { playlistSaved } from './playlist-reply.ts';

const loadMs = 60_000;

/** `serverId`: null for the person's own. Throws a `UserError` when the playlist cannot be read. */
export async function setPlaylist(
  interaction: ChatInputCommandInteraction,
  serverId: string | null,
  bot: Bot,
): Promise<Reply> {
  const personId = interaction.user.id;
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
  return playlistSaved(saved, songs.length, serverId === null ? 'me' : 'server');
}
