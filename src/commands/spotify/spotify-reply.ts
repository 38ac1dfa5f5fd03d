/** What is said about linking Spotify. */
import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { SpotifyAccounts } from '../../discord/bot.ts';
import { encodeCustomId } from '../../discord/custom-id.ts';
import { escaped } from '../../discord/reply/escape.ts';
import type { ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';

type Status = Awaited<ReturnType<SpotifyAccounts['status']>>;

/** A button to Spotify, and one to bring the address back where the bot cannot be reached from outside. */
export function linkReply(url: string, byPasting: boolean): ReplyMessage {
  const open: APIButtonComponent = {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: texts.spotify.open,
    url,
  };
  const bringBack: APIButtonComponent = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: texts.spotify.pasteButton,
    custom_id: encodeCustomId({ action: 'spotify-paste', arguments: [] }),
  };
  return {
    content: byPasting ? texts.spotify.linkByPasting : texts.spotify.link,
    components: [{ type: ComponentType.ActionRow, components: byPasting ? [open, bringBack] : [open] }],
  };
}

export function linkedReply(name: string): ReplyMessage {
  return { content: texts.spotify.linked(escaped(name, 60) || '?') };
}

export function statusReply(status: Status): ReplyMessage {
  if (!status.linked) return { content: texts.spotify.notLinked };
  return { content: texts.spotify.status(escaped(status.spotifyName, 60) || '?', status.goodUntil) };
}
