/** A story card, with the choice of its song. */
import { photoName } from '../../discord/answer/pictures.ts';
import { selectRow } from '../../discord/reply/components.ts';
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { limits } from '../../discord/reply/limits.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';

/** The card's file name in the reply. */
export const cardName = 'scenescore-card.png';

/** The reply shows the photo as a small picture too: a card for another song is drawn from it. */
export function cardReply(resultId: string, matches: readonly ShownMatch[], rank: number): ReplyMessage {
  const options = matches.map((match) => ({
    label: cut(`${match.rank}. ${plainLine(match.song.title)}`, limits.optionText),
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
    components: [selectRow(texts.card.song, ['card-song', resultId], options)],
  };
}
