/** `/playlist set`: reads the playlist once, so that a wrong or private link is noticed at once. */
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Bot } from '../../discord/bot.ts';
import { choosePlaylist, likedSongs } from '../../discord/playlists.ts';
import { escaped, maskedLink } from '../../discord/reply/escape.ts';
import type { Reply, ReplyMessage } from '../../discord/reply/message.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { SavedPlaylist } from '../../store/settings.ts';

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
  return playlistSaved(saved, serverId === null ? 'me' : 'server');
}

const maxTitle = 100;

/** Both defaults, and the three ways to give songs when there is none. */
export function playlistsReply(mine: SavedPlaylist | null, server: SavedPlaylist | null): ReplyMessage {
  const words = texts.playlist;
  const lines = [
    words.mine(described(mine)),
    words.server(described(server)),
    `-# ${mine === null && server === null ? words.howTo : words.order}`,
  ];
  return { content: lines.join('\n') };
}

/** Playlists saved by older versions have no count. */
function described(playlist: SavedPlaylist | null): string {
  if (playlist === null) return texts.playlist.none;
  const { title, link, songs, readAt } = playlist;
  const read = songs === undefined || readAt === undefined ? '' : ` · ${texts.playlist.read(songs, readAt)}`;
  return `${maskedLink(title, link, maxTitle)}${read}`;
}

export function playlistSaved({ title, songs = 0 }: SavedPlaylist, scope: 'me' | 'server'): ReplyMessage {
  const words = scope === 'me' ? texts.playlist.setMine : texts.playlist.setServer;
  return { content: words(escaped(title, maxTitle), songs) };
}
