/** The list of a person's last answers. */
import type { Result } from '../../store/results.ts';
import { escaped } from './escape.ts';
import { colours, type ReplyMessage } from './message.ts';
import { texts } from './texts.ts';

const mostShown = 10;

/** Newest first; null: the person keeps no list. */
export function historyReply(results: readonly Result[] | null): ReplyMessage {
  if (results === null) return { content: texts.history.isOff };
  if (results.length === 0) return { content: texts.history.empty };
  const newest = results.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, mostShown);
  return {
    embeds: [
      {
        color: colours.brand,
        title: texts.history.title,
        description: [...newest.map(lineOf), `-# ${texts.history.note}`].join('\n'),
      },
    ],
  };
}

function lineOf(result: Result): string {
  const { scene, matches } = result.ranking;
  const best = matches[0]?.song;
  const artists = escaped(best?.artists.join(', ') ?? '', 40) || texts.ranking.unknownArtist;
  const song = `**${escaped(best?.title ?? '?', 60)}** ${texts.ranking.by(artists)}`;
  const seen = escaped(scene.caption, 80);
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
