/** The songs of an answer as a playlist. */

import { button, row } from '../../discord/reply/components.ts';
import { cut, escaped, maskedLink, plainLine } from '../../discord/reply/escape.ts';
import type { ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';

/** Goes with the files; has a button to Spotify where accounts can be linked. */
export function saveReply(resultId: string, songs: number, canCreate: boolean): ReplyMessage {
  const create = button(texts.save.onSpotify, ['save-spotify', resultId]);
  return { content: texts.save.files(songs), components: canCreate ? [row([create])] : [] };
}

export function createdReply(
  name: string,
  { url, added, missing }: { url: string; added: number; missing: readonly string[] },
): ReplyMessage {
  const created = texts.save.created(maskedLink(name, url, 100), added);
  if (missing.length === 0) return { content: created };
  const titles = missing.map((title) => cut(plainLine(title), 60)).join(', ');
  return { content: `${created}\n${texts.save.missing(escaped(titles, 500))}` };
}
