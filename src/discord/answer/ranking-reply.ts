/** The answer: the photo's feeling, the best match set apart, the other songs, the honest small print, the buttons. */
import type { APIEmbed } from 'discord.js';
import { texts } from '../../locales/en/index.ts';
import type { ShownMatch, ShownRanking } from '../../store/shown-ranking.ts';
import { firstThatFits } from '../reply/limits.ts';
import { colours, type ReplyMessage } from '../reply/message.ts';
import { type Action, actionRows } from './actions.ts';
import { pageAndRateButtons, whySelect } from './buttons.ts';
import { sceneEmbed } from './scene-reply.ts';
import { smallPrint } from './small-print.ts';
import { bestEmbed, type SongSizes, songLines } from './songs-reply.ts';

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
    sceneEmbed(ranking.scene, {
      photo: view.photo,
      captionMax: size.caption,
      summaryMax: 300,
      understood: ranking.understood,
    }),
    ...(best === undefined ? [] : [bestEmbed(best, ranking.explanation, size)]),
    ...(rest.length === 0 ? [] : [listEmbed(rest, size)]),
  ];
  const last = embeds.at(-1);
  if (last !== undefined) {
    last.footer = { text: smallPrint(ranking, { reactions: view.reactions, page, pages }) };
    if (map !== null) last.image = { url: map };
  }
  return {
    content: '',
    embeds,
    components:
      ranking.matches.length === 0
        ? []
        : [
            pageAndRateButtons(resultId, page, pages),
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
