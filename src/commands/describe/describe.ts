/** "Tell me what is in it", where a photo is known only by its colours: the person's words read it again, in place. */
import { refinableOf } from '../../discord/answer/give-answer.ts';
import type { Bot } from '../../discord/bot.ts';
import type { Press, PressInteraction } from '../../discord/command.ts';
import { textsFor } from '../../discord/language.ts';
import { form } from '../../discord/reply/message.ts';
import { giveRefined } from '../../discord/run/run-match.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';

const field = 'photo';
const maxLength = 300;

export const describe = {
  action: 'describe',
  acknowledge: 'none',
  async handle(interaction, [resultId], bot) {
    if (!interaction.isMessageComponent()) return;
    const { result } = await ownRefinable(resultId, interaction, bot);
    const { modalTitle, label, hint, example } = textsFor(interaction).describe;
    const input = { custom_id: field, label, description: hint, placeholder: example, max_length: maxLength };
    await interaction.showModal(form(['described', result.id], modalTitle, [input]));
  },
} satisfies Press;

/** The form was sent: the answer above it is replaced by one that knows what is in the photo. */
export const described = {
  action: 'described',
  acknowledge: 'update',
  async handle(interaction, [resultId], bot) {
    if (!interaction.isModalSubmit()) return;
    const said = interaction.fields.getTextInputValue(field).trim();
    const { result, state } = await ownRefinable(resultId, interaction, bot);
    if (said === '') throw new UserError('nothing-said', sentences.describe.nothing);
    // The old files go with the old answer, so that its photo's address is of no use.
    await giveRefined(interaction, result, { state, words: '', said }, bot, null);
    await bot.results.remove(result.id);
  },
} satisfies Press;

/** Throws a `UserError` for other people than the asker, and when the answer or its songs are no longer saved. */
async function ownRefinable(resultId: string | undefined, { user }: PressInteraction, bot: Bot) {
  const found = await refinableOf(resultId, bot);
  if (found.result.personId !== user.id) throw new UserError('not-the-asker', sentences.describe.notYours);
  return found;
}
