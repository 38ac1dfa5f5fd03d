/** What can be pressed under an answer. */
import { ButtonStyle, ComponentType } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';
import { encodeCustomId } from '../custom-id.ts';
import { cut, plainLine } from '../reply/escape.ts';
import type { ReplyRow } from '../reply/message.ts';
import { scoreOf } from './songs-reply.ts';

/** One row: turning pages, where there are any, and rating the best match. */
export function pageAndRateButtons(resultId: string, page: number, pages: number): ReplyRow {
  const turn = (to: number, emoji: string, label: string): ReplyRow['components'][number] => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    emoji: { name: emoji },
    label,
    custom_id: encodeCustomId({ action: 'page', arguments: [resultId, String(to)] }),
    disabled: to < 1 || to > pages,
  });
  const paging =
    pages === 1 ? [] : [turn(page - 1, '◀️', texts.ranking.previous), turn(page + 1, '▶️', texts.ranking.next)];
  return { type: ComponentType.ActionRow, components: [...paging, ...ratingButtons(resultId, 1)] };
}

/** 👍 and 👎 for the song at `rank`. */
export function ratingButtons(resultId: string, rank: number): ReplyRow['components'] {
  const button = (verdict: 'up' | 'down', emoji: string, label: string): ReplyRow['components'][number] => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    emoji: { name: emoji },
    label,
    custom_id: encodeCustomId({ action: 'rate', arguments: [resultId, String(rank), verdict] }),
  });
  return [button('up', '👍', texts.ranking.fits), button('down', '👎', texts.ranking.fitsNot)];
}

/** Every song shown, on whatever page. */
export function whySelect(resultId: string, matches: readonly ShownMatch[]): ReplyRow {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: encodeCustomId({ action: 'why', arguments: [resultId] }),
        placeholder: texts.ranking.whySelect,
        options: matches.map((match) => ({
          label: cut(`${match.rank}. ${plainLine(match.song.title)}`, 100),
          value: String(match.rank),
          description: cut(
            `${plainLine(match.song.artists.join(', ')) || texts.ranking.unknownArtist} · ${scoreOf(match)}`,
            100,
          ),
        })),
      },
    ],
  };
}
