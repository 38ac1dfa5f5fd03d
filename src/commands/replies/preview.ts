/** Half a minute of songs: a button each, which leads to the service that plays it. */
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Preview } from '../../pipeline/ports.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';
import { cut, escaped, maskedLink, plainLine, safeLink } from './escape.ts';
import { firstThatFits, limits } from './limits.ts';
import { colours, type ReplyMessage, type ReplyRow } from './message.ts';
import { placeName } from './songs.ts';
import { texts } from './texts.ts';

export type Heard = { match: ShownMatch; preview: Preview | null };

/** For one person's eyes. Ten songs at most. */
export function previewReply(heard: readonly Heard[]): ReplyMessage {
  return firstThatFits([100, 60, 30].map((titleMax) => () => sized(heard, titleMax)));
}

function sized(heard: readonly Heard[], titleMax: number): ReplyMessage {
  const anything = heard.some(({ preview }) => preview !== null);
  return {
    embeds: [
      {
        color: colours.brand,
        title: texts.preview.title(heard.length),
        description: heard.map((one) => lineOf(one, titleMax)).join('\n'),
        ...(anything ? { footer: { text: texts.preview.note } } : {}),
      },
    ],
    components: rowsOf(heard),
  };
}

function lineOf({ match: { rank, song, youtube }, preview }: Heard, titleMax: number): string {
  const title = maskedLink(song.title || '?', preview?.page ?? song.url, titleMax);
  const artists = escaped(song.artists.join(', '), titleMax) || texts.ranking.unknownArtist;
  const from = preview === null ? without(youtube) : texts.preview.from(preview.from);
  return `**${rank}. ${title}** ${texts.ranking.by(artists)} · ${from}`;
}

/** Where else it can be heard. */
function without(youtube: string): string {
  const link = safeLink(youtube);
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
