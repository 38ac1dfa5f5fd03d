/** The answer: the photo's feeling, the best match, the other songs, the small print, the buttons. */
import type { APIEmbed } from 'discord.js';
import { inWords, textsIn } from '../../locales/sentences.ts';
import type { Texts } from '../../locales/words.ts';
import type { ShownMatch, ShownRanking } from '../../store/results.ts';
import { cut, joined, plainLine } from '../reply/escape.ts';
import { colours, firstThatFits, type ReplyMessage, selectRow } from '../reply/message.ts';
import { type Action, actionRows, firstButtons, songOptions } from './buttons.ts';
import { bestEmbed, type SongSizes, sceneEmbed, songLines } from './embeds-reply.ts';

export const songsOnPage = 5;
const maxNotices = 4;

export type RankingView = {
  resultId: string;
  ranking: ShownRanking;
  /** From 1; beyond the last is the last. */
  page: number;
  /** Where the photo's small copy is: `attachment://photo.jpg`, or an address. */
  photo: string | null;
  /** The same for the mood map. */
  map?: string | null;
  /** What can be done with it, besides rating. */
  actions?: readonly Action[];
  /** Can people rate by reaction here? Then the answer says so. */
  reactions: boolean;
};

/** From generous to terse. */
const sizes: readonly (SongSizes & { caption: number })[] = [
  { title: 100, artists: 80, sentence: 200, explanation: 900, caption: 400 },
  { title: 80, artists: 60, sentence: 140, explanation: 600, caption: 300 },
  { title: 60, artists: 40, sentence: 90, explanation: 400, caption: 200 },
  { title: 50, artists: 30, sentence: 0, explanation: 200, caption: 100 },
];

/** Within all of Discord's limits for any ranking. */
export function rankingReply(view: RankingView): ReplyMessage {
  return firstThatFits(sizes, (size) => sized(view, size));
}

/** A first ranking, before the final one: no buttons, since songs may still change places. */
export function interimReply(
  ranking: ShownRanking,
  progressLine: string,
  photo: string | null,
): ReplyMessage {
  const view = { resultId: 'interim', ranking, page: 1, photo, reactions: false };
  return { content: progressLine, embeds: rankingReply(view).embeds ?? [], components: [] };
}

function sized(view: RankingView, size: (typeof sizes)[number]): ReplyMessage {
  const { ranking, resultId, actions = [], map = null, photo, reactions } = view;
  const { matches, language } = ranking;
  const texts = textsIn(language);
  const pages = Math.max(1, Math.ceil(matches.length / songsOnPage));
  const page = Math.min(Math.max(1, view.page), pages);
  const shown = matches.slice((page - 1) * songsOnPage, page * songsOnPage);
  const best = shown.find(({ rank }) => rank === 1);
  const rest = shown.filter(({ rank }) => rank !== 1);
  const embeds: APIEmbed[] = [
    sceneEmbed(ranking, { photo, captionMax: size.caption, summaryMax: 300 }, texts),
    ...(best === undefined ? [] : [bestEmbed(best, ranking.explanation, size, texts)]),
    ...(rest.length === 0 ? [] : [listEmbed(rest, size, texts)]),
  ];
  const last = embeds.at(-1);
  if (last !== undefined) {
    last.footer = {
      text: joined(
        [
          smallPrint(ranking, texts),
          reactions ? texts.ranking.react(keycap(matches.length)) : null,
          pages > 1 ? texts.ranking.page(page, pages) : null,
        ],
        '\n',
      ),
    };
    if (map !== null) last.image = { url: map };
  }
  // Its new reading is made from what answers are refined from.
  const asksForPhoto = ranking.scene.captionedBy === 'colours' && actions.includes('refine');
  const components = [
    firstButtons(texts, resultId, { page, pages, asksForPhoto }),
    selectRow(texts.ranking.whySelect, ['why', resultId], songOptions(texts, matches)),
    ...actionRows(texts, resultId, actions),
  ];
  return { content: '', embeds, components: matches.length === 0 ? [] : components };
}

function listEmbed(matches: readonly ShownMatch[], size: SongSizes, texts: Texts): APIEmbed {
  const from = matches[0]?.rank ?? 0;
  const to = matches.at(-1)?.rank ?? 0;
  return {
    color: colours.brand,
    title: from === 2 ? texts.ranking.theRest : texts.ranking.theRestLater(from, to),
    description: matches.map((match) => songLines(match, size, texts)).join('\n\n'),
  };
}

/** What was read and how, what was left out, what went wrong. Footers have no markdown: plain text. */
function smallPrint({ playlist, readFrom, skipped, notices, language }: ShownRanking, texts: Texts): string {
  const words = texts.ranking;
  // The pipeline's own sentence about how songs were read says more than the counts.
  const howRead = notices.find(({ code }) => code === 'how-read');
  const others = notices.filter((notice) => notice !== howRead);
  const counts = [
    howRead === undefined && readFrom.lyrics > 0 ? words.fromLyrics(readFrom.lyrics) : null,
    howRead === undefined && readFrom.metadata > 0 ? words.fromMetadata(readFrom.metadata) : null,
    howRead === undefined && readFrom.title > 0 ? words.fromTitle(readFrom.title) : null,
    skipped > 0 ? words.skipped(skipped) : null,
  ];
  const read = words.read(playlist.read, playlist.total, cut(plainLine(playlist.title), 80));
  const first = `${joined([read, joined(counts, ', ')], ': ')}.`;
  const lines = [
    howRead === undefined ? first : `${first} ${cut(plainLine(inWords(howRead, language)), 200)}`,
    ...others.slice(0, maxNotices).map((notice) => `• ${cut(plainLine(inWords(notice, language)), 200)}`),
    others.length > maxNotices ? `• ${words.moreNotices(others.length - maxNotices)}` : null,
  ];
  return joined(lines, '\n');
}

/** The keycap emoji of the last song, or null with only one song to rate. */
function keycap(songs: number): string | null {
  if (songs < 2) return null;
  return songs < 10 ? `${songs}\ufe0f\u20e3` : '🔟';
}
