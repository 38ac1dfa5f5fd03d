/** A story card, with the choice of its song. */
import { ComponentType } from 'discord.js';
import { photoName } from '../../discord/answer/ranking-reply.ts';
import { encodeCustomId } from '../../discord/custom-id.ts';
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';

/** The card's file name in the reply. */
export const cardName = 'scenescore-card.png';

/** The reply shows the photo as a small picture too: a card for another song is drawn from it. */
export function cardReply(resultId: string, matches: readonly ShownMatch[], rank: number): ReplyMessage {
  const options = matches.map((match) => ({
    label: cut(`${match.rank}. ${plainLine(match.song.title)}`, 100),
    value: String(match.rank),
    default: match.rank === rank,
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
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: encodeCustomId({ action: 'card-song', arguments: [resultId] }),
            placeholder: texts.card.song,
            options,
          },
        ],
      },
    ],
  };
}
