/** An answer and a person's words → another answer, from what is kept of the first. */
import type { ModalSubmitInteraction } from 'discord.js';
import { pictureInTime } from '../../discord/answer/answer-pictures.ts';
import { giveAnswer } from '../../discord/answer/give-answer.ts';
import { resultOf } from '../../discord/answer/result-of.ts';
import { pressedPhoto, pressedPhotoUrl } from '../../discord/attachments/pressed-photo.ts';
import type { Bot } from '../../discord/bot.ts';
import { escaped } from '../../discord/reply/escape.ts';
import { weigh } from '../../discord/run/taste-of.ts';
import { serverOf } from '../../discord/server.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { type RefineState, unpackState } from '../../pipeline/refine/refine-state.ts';
import type { Result } from '../../store/results.ts';

/** Throws a kind `UserError` when the answer or its songs are no longer kept. */
export async function refinable(
  resultId: string | undefined,
  bot: Pick<Bot, 'results'>,
): Promise<{ result: Result; state: RefineState }> {
  const result = await resultOf(resultId, bot);
  const packed = await bot.results.state(result.id);
  const state = packed === null ? null : await unpackState(packed);
  if (state === null) throw new UserError('not-refinable', texts.refine.expired);
  return { result, state };
}

/** As they were typed; `caption` is what the person made of ours. */
export type Wishes = { words: string; caption: string };

/**
 * Answers with the songs in their new order. Throws a `UserError` that says what was not understood: an answer that
 * changes nothing would be noise.
 */
export async function refineAnswer(
  interaction: ModalSubmitInteraction,
  resultId: string | undefined,
  wishes: Wishes,
  bot: Bot,
): Promise<void> {
  const { result, state } = await refinable(resultId, bot);
  const caption = wishes.caption.trim();
  const isCorrected = caption !== '' && caption !== state.scene.caption.trim();
  const words = wishes.words.trim();
  if (bot.refine === null || (words === '' && !isCorrected)) {
    throw new UserError('nothing-to-refine', texts.refine.nothing);
  }
  const who = { personId: interaction.user.id, serverId: serverOf(interaction, bot) };
  const { weights, tell } = await weigh(who, bot);
  const refined = await bot.refine({
    state: isCorrected ? { ...state, scene: { ...state.scene, caption } } : state,
    words: isCorrected ? `it's ${caption}. ${words}` : words,
    weights,
  });
  // The sentence may repeat the person's words: they must not become markup.
  if (!refined.isUnderstood) {
    throw new UserError('not-understood', escaped(refined.understood, 500));
  }
  const ranking = tell(refined.ranking);
  const [photo, map] = await Promise.all([
    // An answer without its photo is better than none.
    pressedPhoto(interaction, bot).catch(() => null),
    pictureInTime((pictures, signal) => pictures.moodMap(ranking, { signal }), bot),
  ]);
  const count = result.ranking.matches.length;
  const photoUrl = pressedPhotoUrl(interaction);
  await giveAnswer(
    interaction,
    { ranking, thumbnail: photo, map, photoUrl, count, state: refined.state },
    bot,
  );
}
