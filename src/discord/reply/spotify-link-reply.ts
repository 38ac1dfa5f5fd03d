/** The way to link a Spotify account, or to give it one more permission. */
import { texts } from '../../locales/en/index.ts';
import { button, linkButton, type ReplyMessage, row } from './message.ts';

/** With `byPasting` (Spotify cannot call the bot) a second button takes the address the browser ended on. */
export function linkReply(url: string, byPasting: boolean, why: string = texts.spotify.link): ReplyMessage {
  const { open, pasteButton, pasteSteps } = texts.spotify;
  const buttons = [linkButton(open, url), ...(byPasting ? [button(pasteButton, ['spotify-paste'])] : [])];
  return { content: byPasting ? `${why}\n${pasteSteps}` : why, components: [row(buttons)] };
}
