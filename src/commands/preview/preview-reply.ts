/** Half a minute of songs: a button each, which leads to the service that plays it. */
import { ButtonStyle, ComponentType } from 'discord.js';
import { placeName } from '../../discord/answer/songs-reply.ts';
import { cut, escaped, maskedLink, plainLine, safeLink } from '../../discord/reply/escape.ts';
import { firstThatFits, limits } from '../../discord/reply/limits.ts';
import { colours, type ReplyMessage, type ReplyRow } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { Preview } from '../../pipeline/ports.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';

export type Heard = { match: ShownMatch; preview: Preview | null };

/** From generous to terse: long addresses are the first to go. */
const sizes = [
  { title: 100, linkMax: 300 },
  { title: 60, linkMax: 120 },
  { title: 40, linkMax: 0 },
] as const;

/** For one person's eyes, within Discord's limits for ten songs. */
export function previewReply(heard: readonly Heard[]): ReplyMessage {
  return firstThatFits(sizes.map((size) => () => sized(heard, size)));
}

type Size = (typeof sizes)[number];

function sized(heard: readonly Heard[], size: Size): ReplyMessage {
  const anything = heard.some(({ preview }) => preview !== null);
  return {
    embeds: [
      {
        color: colours.brand,
        title: texts.preview.title(heard.length),
        description: heard.map((one) => lineOf(one, size)).join('\n'),
        ...(anything ? { footer: { text: texts.preview.note } } : {}),
      },
    ],
    components: rowsOf(heard),
  };
}

function lineOf({ match: { rank, song, youtube }, preview }: Heard, size: Size): string {
  const page = safeLink(preview?.page ?? song.url, size.linkMax);
  const title = maskedLink(song.title || '?', page, size.title);
  const artists = escaped(song.artists.join(', '), size.title) || texts.ranking.unknownArtist;
  const from = preview === null ? without(youtube, size) : texts.preview.from(preview.from);
  return `**${rank}. ${title}** ${texts.ranking.by(artists)} · ${from}`;
}

/** Where else it can be heard. */
function without(youtube: string, { linkMax }: Size): string {
  const link = safeLink(youtube, linkMax);
  return link === null ? texts.preview.noneAtAll : texts.preview.none(`[${placeName(link)}](${link})`);
}

/** The addresses are signed, so they go out as they came: a button takes them to the letter. */
function rowsOf(heard: readonly Heard[]): ReplyRow[] {
  const buttons = heard.flatMap(({ match: { rank, song }, preview }): ReplyRow['components'] =>
    preview === null
      ? []
      : [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Link,
            emoji: { name: '▶️' },
            label: cut(texts.preview.play(rank, plainLine(song.title)), limits.buttonLabel),
            url: preview.url,
          },
        ],
  );
  const rows: ReplyRow[] = [];
  for (let at = 0; at < buttons.length; at += limits.buttonsInRow) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + limits.buttonsInRow) });
  }
  return rows;
}
