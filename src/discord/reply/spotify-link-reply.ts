/** The way to link a Spotify account, or to give it one more permission. */
import { texts } from '../../locales/en/index.ts';
import type { ReplyMessage } from './message.ts';
import { button, linkButton, row } from './message.ts';

/** With `byPasting` (Spotify cannot call the bot) a second button takes the address the browser ended on. */
export function linkReply(
  url: string,
  byPasting: boolean,
  words: { link: string; linkByPasting: string } = texts.spotify,
): ReplyMessage {
  const open = linkButton(texts.spotify.open, url);
  const paste = button(texts.spotify.pasteButton, ['spotify-paste']);
  return byPasting
    ? { content: words.linkByPasting, components: [row([open, paste])] }
    : { content: words.link, components: [row([open])] };
}
