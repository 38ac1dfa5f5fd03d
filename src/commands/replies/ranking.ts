/** The answer: the photo's feeling, the best match set apart, the other songs, the honest small print, the buttons. */
import { type APIEmbed, ButtonStyle, ComponentType } from 'discord.js';
import { encodeCustomId } from '../../bot/custom-id.ts';
import type { ShownMatch, ShownRanking } from '../../store/shown-ranking.ts';
import { type Action, actionRows } from './actions.ts';
import { cut, plainLine } from './escape.ts';
import { firstThatFits } from './limits.ts';
import { colours, type ReplyMessage, type ReplyRow } from './message.ts';
import { sceneEmbed } from './scene.ts';
import { bestEmbed, type SongSizes, scoreOf, songLines } from './songs.ts';
import { texts } from './texts.ts';

export const songsOnPage = 5;
/** The photo's small copy, as a file of the answer. */
export const photoName = 'photo.jpg';
/** The photo among the songs, as a file of the answer. */
export const mapName = 'mood-map.png';

export type RankingView = {
  resultId: string;
  ranking: ShownRanking;
  /** From 1; beyond the last is the last. */
  page: number;
  /** Where the photo's small copy is: `attachment://photo.jpg`, or an address. */
  photo: string | null;
  /** The same for the mood map. */
  map?: string | null;
  /** What can be done with it, beside rating. */
  actions?: readonly Action[];
  /** May people rate by reaction here? Then the answer says so. */
  reactions: boolean;
};

/** From generous to terse: the first that fits Discord's sum of 6,000 is taken. */
const sizes: readonly (SongSizes & { caption: number })[] = [
  { title: 100, artists: 80, sentence: 200, explanation: 900, caption: 400 },
  { title: 80, artists: 60, sentence: 140, explanation: 600, caption: 300 },
  { title: 60, artists: 40, sentence: 90, explanation: 400, caption: 200 },
  { title: 50, artists: 30, sentence: 0, explanation: 200, caption: 100 },
];

const pagesOf = (ranking: ShownRanking): number =>
  Math.max(1, Math.ceil(ranking.matches.length / songsOnPage));

/** Within all of Discord's limits for any ranking whatever. Pure: the same view gives the same message. */
export function rankingReply(view: RankingView): ReplyMessage {
  return firstThatFits(sizes.map((size) => () => sized(view, size)));
}

/** A ranking before its time: no buttons yet, since a sharper one may put other songs at these places. */
export function interimReply(ranking: ShownRanking, progressLine: string, photo: string): ReplyMessage {
  const view = { resultId: 'interim', ranking, page: 1, photo, reactions: false };
  return { content: progressLine, embeds: rankingReply(view).embeds ?? [], components: [] };
}

function sized(view: RankingView, size: (typeof sizes)[number]): ReplyMessage {
  const { ranking, resultId, actions = [], map = null } = view;
  const pages = pagesOf(ranking);
  const page = Math.min(Math.max(1, view.page), pages);
  const shown = ranking.matches.slice((page - 1) * songsOnPage, page * songsOnPage);
  const best = shown.find(({ rank }) => rank === 1);
  const rest = shown.filter(({ rank }) => rank !== 1);
  const embeds: APIEmbed[] = [
    sceneEmbed(ranking.scene, { photo: view.photo, captionMax: size.caption, summaryMax: 300 }),
    ...(best === undefined ? [] : [bestEmbed(best, ranking.explanation, size)]),
    ...(rest.length === 0 ? [] : [listEmbed(rest, size)]),
  ];
  const last = embeds.at(-1);
  if (last !== undefined) {
    last.footer = { text: smallPrint(view, page, pages) };
    if (map !== null) last.image = { url: map };
  }
  return {
    content: '',
    embeds,
    components:
      ranking.matches.length === 0
        ? []
        : [
            buttons(resultId, page, pages),
            whySelect(resultId, ranking.matches),
            ...actionRows(resultId, actions),
          ],
  };
}

function listEmbed(matches: readonly ShownMatch[], size: SongSizes): APIEmbed {
  const from = matches[0]?.rank ?? 0;
  const to = matches.at(-1)?.rank ?? 0;
  return {
    color: colours.brand,
    title: from === 2 ? texts.ranking.theRest : texts.ranking.theRestLater(from, to),
    description: matches.map((match) => songLines(match, size)).join('\n\n'),
  };
}

const maxNotices = 4;

/** What was read and how, what was left out, what went wrong. Footers have no markdown: plain text. */
function smallPrint({ ranking, reactions }: RankingView, page: number, pages: number): string {
  const { playlist, readFrom, skipped } = ranking;
  const words = texts.ranking;
  // The pipeline's own account of how the songs were read is the fuller one, where there is one.
  const how = ranking.notices.find(({ code }) => code === 'how-read');
  const notices = ranking.notices.filter((notice) => notice !== how);
  const figures =
    how !== undefined
      ? []
      : [
          readFrom.lyrics > 0 ? words.fromLyrics(readFrom.lyrics) : null,
          readFrom.metadata > 0 ? words.fromMetadata(readFrom.metadata) : null,
          readFrom.title > 0 ? words.fromTitle(readFrom.title) : null,
        ];
  const from = [...figures, skipped > 0 ? words.skipped(skipped) : null].filter((part) => part !== null);
  const read = words.read(playlist.read, playlist.total, cut(plainLine(playlist.title), 80));
  const first = from.length === 0 ? `${read}.` : `${read}: ${from.join(', ')}.`;
  const lines = [
    how === undefined ? first : `${first} ${cut(plainLine(how.text), 200)}`,
    ...notices.slice(0, maxNotices).map(({ text }) => `• ${cut(plainLine(text), 200)}`),
    ...(notices.length > maxNotices ? [`• ${words.moreNotices(notices.length - maxNotices)}`] : []),
    ...(reactions ? [words.react(keycap(ranking.matches.length))] : []),
    ...(pages > 1 ? [words.page(page, pages)] : []),
  ];
  return lines.join('\n');
}

/** The keycap of the last song, or null where there is only one to rate. */
function keycap(songs: number): string | null {
  if (songs < 2) return null;
  return songs < 10 ? `${songs}\ufe0f\u20e3` : '🔟';
}

function buttons(resultId: string, page: number, pages: number): ReplyRow {
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

function whySelect(resultId: string, matches: readonly ShownMatch[]): ReplyRow {
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
