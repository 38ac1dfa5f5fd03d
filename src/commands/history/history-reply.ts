/** The list of a person's last answers. */

import { escaped } from '../../discord/reply/escape.ts';
import { firstThatFits } from '../../discord/reply/limits.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { Result } from '../../store/results.ts';

const mostShown = 10;

/** From generous to terse: what is escaped is twice as long. */
const sizes = [
  { title: 60, artists: 40, seen: 80 },
  { title: 40, artists: 24, seen: 40 },
] as const;

/** Newest first; null: the person keeps no list. */
export function historyReply(results: readonly Result[] | null): ReplyMessage {
  if (results === null) return { content: texts.history.isOff };
  if (results.length === 0) return { content: texts.history.empty };
  const newest = results.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, mostShown);
  return firstThatFits(sizes.map((size) => () => sized(newest, size)));
}

type Size = (typeof sizes)[number];

function sized(newest: readonly Result[], size: Size): ReplyMessage {
  return {
    embeds: [
      {
        color: colours.brand,
        title: texts.history.title,
        description: [...newest.map((result) => lineOf(result, size)), `-# ${texts.history.note}`].join('\n'),
      },
    ],
  };
}

function lineOf(result: Result, size: Size): string {
  const { scene, matches } = result.ranking;
  const best = matches[0]?.song;
  const artists = escaped(best?.artists.join(', ') ?? '', size.artists) || texts.ranking.unknownArtist;
  const song = `**${escaped(best?.title ?? '?', size.title)}** ${texts.ranking.by(artists)}`;
  const seen = escaped(scene.caption, size.seen);
  return [
    `${texts.history.line(result.createdAt, song)}${linkTo(result)}`,
    ...(seen === '' ? [] : [texts.history.seen(seen)]),
  ].join('\n');
}

/** Answers that only the person saw are gone with the window they stood in. */
function linkTo({ place, messageId }: Result): string {
  if (!place || messageId === null) return '';
  return ` · [${texts.history.open}](https://discord.com/channels/${place}/${messageId})`;
}
