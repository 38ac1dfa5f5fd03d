/** The small copy of the photo, from the very message whose button was pressed. */

import type { Bot } from '../bot.ts';
import type { PressInteraction } from '../command.ts';
import { photoSentences } from './check-attachments.ts';
import { fetchAttachment, isAttachmentHost } from './fetch-attachment.ts';

/** An answer shows it at its top, a card beside its title; Discord has just told us an address that is good now. */
export function pressedPhotoUrl({ message }: PressInteraction): string | null {
  const embed = message?.embeds[0];
  return embed?.thumbnail?.url ?? embed?.author?.iconURL ?? null;
}

/** null when the message shows none of ours. Throws a `UserError` when it is gone. */
export async function pressedPhoto(
  interaction: PressInteraction,
  { http, attachmentHosts: hosts, limits }: Pick<Bot, 'http' | 'attachmentHosts' | 'limits'>,
): Promise<Uint8Array | null> {
  const url = pressedPhotoUrl(interaction);
  const maxBytes = limits.maxPhotoBytes;
  if (url === null || !isAttachmentHost(url, hosts)) return null;
  return fetchAttachment({ http, hosts, url, maxBytes, sentences: photoSentences(maxBytes) });
}
