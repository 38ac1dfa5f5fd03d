/** "Preview": half a minute of each song shown, or of one, for whoever pressed. */

import { matchOf, resultOf } from '../../discord/answer/result-of.ts';
import type { Press } from '../../discord/command.ts';
import { quiet } from '../../discord/respond.ts';
import { isAbort, UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { Preview } from '../../pipeline/ports.ts';
import { previewReply } from './preview-reply.ts';

/** Nobody waits longer to hear half a minute. */
const patienceMs = 10_000;

export const preview = {
  action: 'preview',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId, rank], bot) {
    const { previews } = bot;
    if (previews === null) throw new UserError('old-button', texts.failure.oldButton);
    const matches =
      rank === undefined
        ? (await resultOf(resultId, bot)).ranking.matches
        : [(await matchOf(resultId, rank, bot)).match];
    const signal = AbortSignal.timeout(patienceMs);
    const heard = await Promise.all(
      matches.map(async (match) => {
        const found = await previews.find(match.song, { signal }).catch((error: unknown): Preview | null => {
          if (isAbort(error)) return null;
          throw error;
        });
        return { match, preview: found };
      }),
    );
    await interaction.editReply({ ...quiet, ...previewReply(heard) });
  },
} satisfies Press;
