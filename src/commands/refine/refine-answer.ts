/** An answer and a person's words → another answer, from the saved songs of the first. */
import type { ModalSubmitInteraction } from 'discord.js';
import { giveAnswer, resultOf } from '../../discord/answer/give-answer.ts';
import { moodMapOf } from '../../discord/answer/pictures.ts';
import { pressedPhoto, pressedPhotoUrl } from '../../discord/attachments.ts';
import type { Bot } from '../../discord/bot.ts';
import { escaped } from '../../discord/reply/escape.ts';
import { personalWeights } from '../../discord/run/taste.ts';
import { serverOf } from '../../discord/servers.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import type { RefineState } from '../../model/refine-state.ts';
import { unpackState } from '../../store/refine-states.ts';
import type { Result } from '../../store/results.ts';

/** Throws a `UserError` when the answer or its songs are no longer saved. */
export async function loadRefinable(
  resultId: string | undefined,
  bot: Pick<Bot, 'results'>,
): Promise<{ result: Result; state: RefineState }> {
  const result = await resultOf(resultId, bot);
  const packed = await bot.results.state(result.id);
  const state = packed === null ? null : await unpackState(packed);
  if (state === null) throw new UserError('not-refinable', texts.refine.expired);
  return { result, state };
}

/**
 * Answers with the songs in their new order. `caption` is our caption as the person edited it. Throws a `UserError` when
 * nothing would change, with what was not understood.
 */
export async function refineAnswer(
  interaction: ModalSubmitInteraction,
  resultId: string | undefined,
  { words, caption }: { words: string; caption: string },
  bot: Bot,
): Promise<void> {
  const { result, state } = await loadRefinable(resultId, bot);
  const isCorrected = caption !== '' && caption !== state.scene.caption.trim();
  if (bot.refine === null || (words === '' && !isCorrected)) {
    throw new UserError('nothing-to-refine', texts.refine.nothing);
  }
  const asker = { personId: interaction.user.id, serverId: serverOf(interaction, bot) };
  const { weights, withNotice } = await personalWeights(asker, bot);
  const refined = await bot.refine({
    state: isCorrected ? { ...state, scene: { ...state.scene, caption } } : state,
    words: isCorrected ? `it's ${caption}. ${words}` : words,
    weights,
  });
  // The sentence may quote the person's words: escaped, they cannot become markup.
  if (!refined.isUnderstood) throw new UserError('not-understood', escaped(refined.understood, 500));
  const ranking = withNotice(refined.ranking);
  const [thumbnail, map] = await Promise.all([
    pressedPhoto(interaction, bot).catch(() => null),
    moodMapOf(ranking, bot),
  ]);
  const photoUrl = pressedPhotoUrl(interaction);
  const count = result.ranking.matches.length;
  await giveAnswer(interaction, { ranking, thumbnail, map, photoUrl, count, state: refined.state }, bot);
}
