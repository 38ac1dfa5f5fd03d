/** The songs of an answer as a playlist. */
import { ButtonStyle, ComponentType } from 'discord.js';
import { encodeCustomId } from '../../discord/custom-id.ts';
import { cut, escaped, maskedLink, plainLine } from '../../discord/reply/escape.ts';
import type { ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import { linkReply } from '../spotify/spotify-reply.ts';

/** Goes with the files; with a button to Spotify where accounts can be linked. */
export function saveReply(resultId: string, songs: number, canCreate: boolean): ReplyMessage {
  const content = texts.save.files(songs);
  if (!canCreate) return { content };
  return {
    content,
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: texts.save.onSpotify,
            custom_id: encodeCustomId({ action: 'save-spotify', arguments: [resultId] }),
          },
        ],
      },
    ],
  };
}

/** The way to Spotify's consent, with why it is asked for. */
export function mayCreateReply(address: string, byPasting: boolean): ReplyMessage {
  const content = byPasting ? texts.save.mayIByPasting : texts.save.mayI;
  return { ...linkReply(address, byPasting), content };
}

export function createdReply(
  name: string,
  { url, added, missing }: { url: string; added: number; missing: readonly string[] },
): ReplyMessage {
  const titles = cut(missing.map((title) => cut(plainLine(title), 60)).join(', '), 500);
  const lines = [
    texts.save.created(maskedLink(name, url, 100), added),
    ...(missing.length === 0 ? [] : [texts.save.missing(escaped(titles, 500))]),
  ];
  return { content: lines.join('\n') };
}
