/** What is said about default playlists. */

import { escaped, maskedLink } from '../../discord/reply/escape.ts';
import type { ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { SavedPlaylist } from '../../store/settings.ts';

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

export function playlistSaved({ title }: SavedPlaylist, songs: number, scope: 'me' | 'server'): ReplyMessage {
  const words = scope === 'me' ? texts.playlist.setMine : texts.playlist.setServer;
  return { content: words(escaped(title, maxTitle), songs) };
}
