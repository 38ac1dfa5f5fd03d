/** The footer of an answer. */

import { texts } from '../../locales/en/index.ts';
import type { ShownRanking } from '../../store/shown-ranking.ts';
import { cut, plainLine } from '../reply/escape.ts';

const maxNotices = 4;

/** What was read and how, what was left out, what went wrong. Footers have no markdown: plain text. */
export function smallPrint(
  ranking: ShownRanking,
  { reactions, page, pages }: { reactions: boolean; page: number; pages: number },
): string {
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
