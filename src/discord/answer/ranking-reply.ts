/** The answer: the photo's feeling, the best match, the other songs, the small print, the buttons. */
import type { APIEmbed } from 'discord.js';
import { inWords, textsIn } from '../../locales/in-words.ts';
import type { Texts } from '../../locales/words.ts';
import { isKnownByColours } from '../../model/scene.ts';
import type { ShownMatch, ShownRanking } from '../../store/results.ts';
import { cut, escaped, joined, plainLine } from '../reply/escape.ts';
import { discordMax, firstThatFits, type ReplyMessage, selectRow } from '../reply/message.ts';
import { type Action, actionRows, firstButtons, songOptions } from './buttons.ts';
import { bestEmbed, coverOf, type SongSizes, sceneEmbed, songLines, songsEmbed } from './embeds-reply.ts';

const maxNotices = 4;
/** Discord takes ten in a message. */
const maxEmbeds = 10;

export type RankingView = {
  resultId: string;
  ranking: ShownRanking;
  /** Where the photo's small copy is: `attachment://photo.jpg`, or an address. */
  photo: string | null;
  /** The same for the mood map. */
  map?: string | null;
  /** What can be done with it, besides rating. */
  actions?: readonly Action[];
  /** Can people rate by reaction here? Then the answer says so. */
  reactions: boolean;
  /** false where the bot may not show embeds: the same is said in text. Default true. */
  mayEmbed?: boolean;
};

/** The longest texts, from generous to terse: the first sizes that fit a message are taken. */
const sizes: readonly (SongSizes & { caption: number; summary: number; print: number })[] = [
  { title: 100, artists: 80, sentence: 200, explanation: 900, caption: 400, summary: 300, print: 2000 },
  { title: 80, artists: 60, sentence: 140, explanation: 600, caption: 300, summary: 300, print: 1200 },
  { title: 60, artists: 40, sentence: 90, explanation: 400, caption: 200, summary: 200, print: 900 },
  { title: 50, artists: 30, sentence: 0, explanation: 200, caption: 100, summary: 0, print: 500 },
  { title: 30, artists: 20, sentence: 0, explanation: 0, caption: 60, summary: 0, print: 0 },
];

/** Links count in text: rather than everything else, they are left out. */
const textSizes = [
  ...sizes.map((size) => ({ ...size, links: true })),
  ...sizes.slice(1).map((size) => ({ ...size, links: false })),
];

/** Within all of Discord's limits for any ranking of up to ten songs. */
export function rankingReply(view: RankingView): ReplyMessage {
  const { resultId, ranking, actions = [], mayEmbed = true } = view;
  const texts = textsIn(ranking.language);
  // Its new reading is made from what answers are refined from.
  const asksForPhoto = isKnownByColours(ranking.scene) && actions.includes('refine');
  const components = [
    firstButtons(texts, resultId, asksForPhoto),
    selectRow(texts.ranking.whySelect, ['why', resultId], songOptions(texts, ranking.matches)),
    ...actionRows(texts, resultId, actions),
  ];
  const shown = mayEmbed
    ? firstThatFits(sizes, (size) => inEmbeds(view, size, texts))
    : firstThatFits(textSizes, (size) => inText(view, size, texts));
  return { ...shown, components: ranking.matches.length === 0 ? [] : components };
}

/** A first ranking, before the final one: no buttons, since songs may still change places. */
export function interimReply(
  ranking: ShownRanking,
  progressLine: string,
  photo: string | null,
): ReplyMessage {
  const { embeds = [] } = rankingReply({ resultId: 'interim', ranking, photo, reactions: false });
  return { content: progressLine, embeds, components: [] };
}

type Size = (typeof sizes)[number];

function inEmbeds({ ranking, photo, map = null, reactions }: RankingView, size: Size, texts: Texts) {
  const [best, ...rest] = ranking.matches;
  const embeds: APIEmbed[] = [
    sceneEmbed(ranking, { photo, captionMax: size.caption, summaryMax: size.summary }, texts),
    ...(best === undefined ? [] : [bestEmbed(best, ranking.explanation, size, texts)]),
  ];
  for (const songs of grouped(rest, maxEmbeds - embeds.length)) embeds.push(songsEmbed(songs, size, texts));
  const last = embeds.at(-1);
  if (last !== undefined) {
    last.footer = { text: cut(footerOf(ranking, reactions, texts), discordMax.embedFooter) };
    if (map !== null) last.image = { url: map };
  }
  return { content: '', embeds };
}

/** Songs with a cover have an embed of their own, the others share one; the last of `most` takes what is left. */
function grouped(matches: readonly ShownMatch[], most: number): ShownMatch[][] {
  const groups: ShownMatch[][] = [];
  for (const match of matches) {
    const before = groups.at(-1);
    const isBare = coverOf(match) === null && before?.every((other) => coverOf(other) === null);
    if (before !== undefined && (isBare || groups.length === most)) before.push(match);
    else groups.push([match]);
  }
  return groups;
}

const withoutLinks = (match: ShownMatch): ShownMatch => ({
  ...match,
  youtube: '',
  song: { ...match.song, url: null },
});

function inText({ ranking, reactions }: RankingView, size: (typeof textSizes)[number], texts: Texts) {
  const scene = sceneEmbed(
    ranking,
    { photo: null, captionMax: size.caption, summaryMax: size.summary },
    texts,
  );
  const parts = [
    `**${escaped(scene.title ?? '', 100)}**`,
    scene.description ?? '',
    escaped(ranking.explanation, size.explanation),
    ...ranking.matches.map((match) => songLines(size.links ? match : withoutLinks(match), size, texts)),
    size.print === 0 ? '' : `-# ${escaped(footerOf(ranking, reactions, texts), size.print)}`,
  ];
  return { content: joined(parts, '\n\n'), embeds: [] };
}

function footerOf(ranking: ShownRanking, reactions: boolean, texts: Texts): string {
  const react = reactions ? texts.ranking.react(keycap(ranking.matches.length)) : null;
  return joined([smallPrint(ranking, texts), react], '\n');
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
  ].filter((count) => count !== null);
  const read = words.read(playlist.read, playlist.total, cut(plainLine(playlist.title), 80));
  const first = words.print(read, counts);
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
