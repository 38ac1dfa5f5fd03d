/** What is said about default playlists. */

import { escaped, maskedLink } from '../../discord/reply/escape.ts';
import type { ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { SavedPlaylist } from '../../store/settings.ts';

const titleMax = 100;

/** What is known of it since it was last read; nothing of one that was saved by an older version. */
function asRead({ songs, readAt }: SavedPlaylist): string {
  return songs === undefined || readAt === undefined ? '' : ` · ${texts.playlist.read(songs, readAt)}`;
}

/** Both defaults, and the three ways to give songs when there is none. */
export function playlistsReply(mine: SavedPlaylist | null, server: SavedPlaylist | null): ReplyMessage {
  const named = (playlist: SavedPlaylist | null): string =>
    playlist === null
      ? texts.playlist.none
      : `${maskedLink(playlist.title, playlist.link, titleMax)}${asRead(playlist)}`;
  const lines = [
    texts.playlist.mine(named(mine)),
    texts.playlist.server(named(server)),
    `-# ${mine === null && server === null ? texts.playlist.howTo : texts.playlist.order}`,
  ];
  return { content: lines.join('\n') };
}

export function playlistSaved({ title }: SavedPlaylist, songs: number, scope: 'me' | 'server'): ReplyMessage {
  const name = escaped(title, titleMax);
  return {
    content: scope === 'me' ? texts.playlist.setMine(name, songs) : texts.playlist.setServer(name, songs),
  };
}
