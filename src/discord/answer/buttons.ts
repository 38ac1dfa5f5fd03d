/** What can be pressed under an answer. */
import type { APIButtonComponent } from 'discord.js';
import type { Texts } from '../../locales/words.ts';
import type { ShownMatch } from '../../store/results.ts';
import type { Bot } from '../bot.ts';
import { cut, plainLine } from '../reply/escape.ts';
import { button, discordMax, type ReplyRow, row } from '../reply/message.ts';
import { scoreOf } from './embeds-reply.ts';

/** What can be done with an answer, in the order of its buttons; also the action of a button's custom id. */
const emojis = { preview: '🎧', refine: '✨', card: '🖼️', save: '💾' } as const;
export type Action = keyof typeof emojis;

/** Those that are switched on. */
export function actionsOf({ previews, refine, pictures }: Bot): Action[] {
  const off = { preview: previews === null, refine: refine === null, card: pictures === null, save: false };
  return (['preview', 'refine', 'card', 'save'] as const).filter((action) => !off[action]);
}

/** `rank`: for one song instead of the whole answer. */
export const actionButton = (
  { actions }: Texts,
  action: Action,
  resultId: string,
  ...rank: string[]
): APIButtonComponent => button(actions[action], [action, resultId, ...rank], { emoji: emojis[action] });

export const actionRows = (texts: Texts, resultId: string, actions: readonly Action[]): ReplyRow[] =>
  actions.length === 0 ? [] : [row(actions.map((action) => actionButton(texts, action, resultId)))];

/** 👍 and 👎 for the song at `rank`. */
export const ratingButtons = ({ ranking }: Texts, resultId: string, rank: number): APIButtonComponent[] => [
  button(ranking.fits, ['rate', resultId, String(rank), 'up'], { emoji: '👍' }),
  button(ranking.fitsNot, ['rate', resultId, String(rank), 'down'], { emoji: '👎' }),
];

/** One row: saying what is in the photo, if nobody knows; rating the best match. */
export function firstButtons(texts: Texts, resultId: string, asksForPhoto: boolean): ReplyRow {
  const asking = button(texts.describe.button, ['describe', resultId], { emoji: '💬', isPrimary: true });
  return row([...(asksForPhoto ? [asking] : []), ...ratingButtons(texts, resultId, 1)]);
}

/** Every song of the answer; its value is its rank. */
export const songOptions = (texts: Texts, matches: readonly ShownMatch[]) =>
  matches.map((match) => {
    const { rank, song } = match;
    const artists = plainLine(song.artists.join(', ')) || texts.ranking.unknownArtist;
    return {
      label: cut(`${rank}. ${plainLine(song.title)}`, discordMax.optionText),
      value: String(rank),
      description: cut(`${artists} · ${scoreOf(match, texts)}`, discordMax.optionText),
    };
  });
