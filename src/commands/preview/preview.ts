/** "Preview": half a minute of each song shown, or of one, for the person who pressed. */
import { chunksOf } from '../../concurrency/chunked.ts';
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import { artistsOf, siteName } from '../../discord/answer/embeds-reply.ts';
import { matchOf, resultOf } from '../../discord/answer/give-answer.ts';
import type { Press } from '../../discord/command.ts';
import { textsFor } from '../../discord/language.ts';
import { cut, maskedLink, plainLine, safeLink } from '../../discord/reply/escape.ts';
import {
  colours,
  discordMax,
  firstThatFits,
  linkButton,
  type ReplyMessage,
  type ReplyRow,
  row,
} from '../../discord/reply/message.ts';
import { isAbort, UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Texts } from '../../locales/words.ts';
import type { Preview } from '../../pipeline/ports.ts';
import type { ShownMatch } from '../../store/results.ts';

const searchMs = 10_000;

export const preview = {
  action: 'preview',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId, rank], bot) {
    const { previews } = bot;
    if (previews === null) throw new UserError('old-button', sentences.failure.oldButton);
    const matches =
      rank === undefined
        ? (await resultOf(resultId, bot)).ranking.matches
        : [(await matchOf(resultId, rank, bot)).match];
    const signal = timeoutSignal(searchMs);
    const found = await Promise.all(
      matches.map(async (match) => {
        const preview = await previews.find(match.song, { signal }).catch((error: unknown) => {
          if (isAbort(error)) return null;
          throw error;
        });
        return { match, preview };
      }),
    );
    return previewReply(found, textsFor(interaction));
  },
} satisfies Press;

type Found = { match: ShownMatch; preview: Preview | null };

/** From generous to terse: long addresses are the first to go. */
const sizes = [
  { title: 100, linkMax: 300 },
  { title: 60, linkMax: 120 },
  { title: 40, linkMax: 0 },
] as const;

/** Within Discord's limits for ten songs. */
export function previewReply(found: readonly Found[], texts: Texts): ReplyMessage {
  const isAny = found.some(({ preview }) => preview !== null);
  return firstThatFits(sizes, (size) => ({
    embeds: [
      {
        color: colours.brand,
        title: texts.preview.title(found.length),
        description: found.map((one) => lineOf(one, size, texts)).join('\n'),
        ...(isAny ? { footer: { text: texts.preview.note } } : {}),
      },
    ],
    components: rowsOf(found),
  }));
}

function lineOf(
  { match: { rank, song, youtube }, preview }: Found,
  size: (typeof sizes)[number],
  texts: Texts,
): string {
  const title = maskedLink(song.title || '?', safeLink(preview?.page ?? song.url, size.linkMax), size.title);
  const from = preview === null ? elsewhere(youtube, size.linkMax, texts) : texts.preview.from(preview.from);
  return `**${rank}. ${title}** ${texts.ranking.by(artistsOf(song, size.title, texts))} · ${from}`;
}

function elsewhere(youtube: string, linkMax: number, texts: Texts): string {
  const link = safeLink(youtube, linkMax);
  return link === null ? texts.preview.noneAtAll : texts.preview.none(`[${siteName(link, texts)}](${link})`);
}

/** Preview addresses are signed and must not be changed: a button takes them as they are. */
function rowsOf(found: readonly Found[]): ReplyRow[] {
  const buttons = found.flatMap(({ match: { rank, song }, preview }) => {
    const label = cut(`${rank}. ${plainLine(song.title)}`, discordMax.buttonLabel);
    return preview === null ? [] : [linkButton(label, preview.url, '▶️')];
  });
  return chunksOf(buttons, discordMax.buttonsInRow).map(row);
}
