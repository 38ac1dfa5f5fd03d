/** What is said about linking Spotify. */
import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import { encodeCustomId } from '../../bot/custom-id.ts';
import { escaped } from './escape.ts';
import type { ReplyMessage } from './message.ts';
import { texts } from './texts.ts';

/** A button to Spotify; and one to bring the address back, where the bot cannot be reached from outside. */
export function linkReply({ url, paste }: { url: string; paste: boolean }): ReplyMessage {
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
    content: paste ? texts.spotify.paste : texts.spotify.link,
    components: [{ type: ComponentType.ActionRow, components: paste ? [open, bringBack] : [open] }],
  };
}

export function linkedReply(name: string | null): ReplyMessage {
  const shown = name === null ? '' : escaped(name, 60);
  return { content: shown === '' ? texts.spotify.linkedUnnamed : texts.spotify.linked(shown) };
}
