/** "Preview": half a minute of each song shown, or of one, for the person who pressed. */

import { matchOf, resultOf } from '../../discord/answer/result-of.ts';
import type { Press } from '../../discord/command.ts';
import { isAbort, UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { previewReply } from './preview-reply.ts';

const searchMs = 10_000;

export const preview = {
  action: 'preview',
  acknowledge: 'ephemeral',
  async handle(_interaction, [resultId, rank], bot) {
    const { previews } = bot;
    if (previews === null) throw new UserError('old-button', texts.failure.oldButton);
    const matches =
      rank === undefined
        ? (await resultOf(resultId, bot)).ranking.matches
        : [(await matchOf(resultId, rank, bot)).match];
    const signal = AbortSignal.timeout(searchMs);
    const found = await Promise.all(
      matches.map(async (match) => {
        const search = previews.find(match.song, { signal }).catch((error: unknown) => {
          if (!isAbort(error)) throw error;
          return null;
        });
        return { match, preview: await search };
      }),
    );
    return previewReply(found);
  },
} satisfies Press;
