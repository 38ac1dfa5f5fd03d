/** A story card, with the choice of its shape and its song. */
import { type APISelectMenuOption, ComponentType } from 'discord.js';
import { photoName } from '../../discord/answer/ranking-reply.ts';
import { encodeCustomId } from '../../discord/custom-id.ts';
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { colours, type ReplyMessage, type ReplyRow } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/texts.ts';
import type { CardShape, cardSizes } from '../../pictures/shapes.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';

/** The card, as a file of the reply. */
export const cardName = 'scenescore-card.png';

export const cardShapes: readonly CardShape[] = [
  'story',
  'landscape',
  'square',
] satisfies (keyof typeof cardSizes)[];

export type CardView = {
  resultId: string;
  matches: readonly ShownMatch[];
  /** The song on the card. */
  rank: number;
  shape: CardShape;
};

/** The photo comes along as a small picture: whatever is chosen next is drawn from it. */
export function cardReply({ resultId, matches, rank, shape }: CardView): ReplyMessage {
  const shapes = cardShapes.map((one) => ({
    label: texts.card.shapes[one],
    value: one,
    default: one === shape,
  }));
  const songs = matches.map(({ rank: at, song }) => ({
    label: cut(`${at}. ${plainLine(song.title)}`, 100),
    value: String(at),
    default: at === rank,
  }));
  return {
    embeds: [
      {
        color: colours.gold,
        author: { name: texts.card.title, icon_url: `attachment://${photoName}` },
        image: { url: `attachment://${cardName}` },
      },
    ],
    components: [
      select('card-shape', [resultId, String(rank)], texts.card.shape, shapes),
      select('card-song', [resultId, shape], texts.card.song, songs),
    ],
  };
}

function select(
  action: string,
  about: string[],
  placeholder: string,
  options: APISelectMenuOption[],
): ReplyRow {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: encodeCustomId({ action, arguments: about }),
        placeholder,
        options,
      },
    ],
  };
}
