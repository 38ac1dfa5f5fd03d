/** The songs of an answer ranked again, by what the person said in a form. */
import type { ModalSubmitInteraction } from 'discord.js';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { RefineRequest } from '../../pipeline/refine/refine.ts';
import type { Result } from '../../store/results.ts';
import { giveAnswer } from '../answer/give-answer.ts';
import { moodMapOf } from '../answer/pictures.ts';
import { fetchPressedPhoto, pressedPhoto } from '../attachments.ts';
import type { Bot } from '../bot.ts';
import { answerLanguage } from '../language.ts';
import { serverOf } from '../servers.ts';
import { personalTaste } from './taste.ts';

/** `photoUrl` stands in where the photo's small copy is gone. Throws a `UserError` for words that say nothing. */
export async function giveRefined(
  interaction: ModalSubmitInteraction,
  result: Result,
  asked: Omit<RefineRequest, 'weights' | 'ratings' | 'shown'>,
  bot: Bot,
  photoUrl: string | null,
): Promise<void> {
  if (bot.refine === null) throw new UserError('old-button', sentences.failure.oldButton);
  const asker = { personId: interaction.user.id, serverId: serverOf(interaction, bot) };
  const { withNotice, ...taste } = await personalTaste(asker, bot);
  const shown = result.ranking.matches.map(({ song }) => song);
  const refined = await bot.refine({ ...asked, shown, ...taste });
  if (!refined.isUnderstood) {
    throw new UserError('not-understood', refined.understood);
  }
  const ranking = withNotice(refined.ranking);
  const pressed = pressedPhoto(interaction);
  const [photo, map] = await Promise.all([
    fetchPressedPhoto(interaction, bot).catch(() => null),
    moodMapOf(ranking, answerLanguage(interaction), bot),
  ]);
  const count = result.ranking.matches.length;
  const look = { thumbnail: photo?.bytes ?? null, photoUrl, isSpoiler: pressed?.isSpoiler ?? false };
  await giveAnswer(interaction, { ranking, ...look, map, count, state: refined.state }, bot);
}
