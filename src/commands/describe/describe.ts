/** "Tell me what is in it", where a photo is known only by its colours: the person's words read it again, in place. */
import { LabelBuilder, ModalBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import { giveAnswer, refinableOf } from '../../discord/answer/give-answer.ts';
import { moodMapOf } from '../../discord/answer/pictures.ts';
import { pressedPhoto } from '../../discord/attachments.ts';
import type { Bot } from '../../discord/bot.ts';
import type { Press, PressInteraction } from '../../discord/command.ts';
import { encodeCustomId } from '../../discord/reply/message.ts';
import { personalWeights } from '../../discord/run/taste.ts';
import { serverOf } from '../../discord/servers.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';

const field = 'photo';
const maxLength = 300;

export const describe = {
  action: 'describe',
  acknowledge: 'none',
  async handle(interaction, [resultId], bot) {
    if (!interaction.isMessageComponent()) return;
    const { result } = await ownRefinable(resultId, interaction, bot);
    const { modalTitle, label, hint, example } = texts.describe;
    const input = new TextInputBuilder()
      .setCustomId(field)
      .setStyle(TextInputStyle.Paragraph)
      .setMaxLength(maxLength)
      .setPlaceholder(example);
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId(encodeCustomId('described', result.id))
        .setTitle(modalTitle)
        .addLabelComponents(
          new LabelBuilder().setLabel(label).setDescription(hint).setTextInputComponent(input),
        ),
    );
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
    if (bot.refine === null || said === '') throw new UserError('nothing-said', texts.describe.nothing);
    const asker = { personId: interaction.user.id, serverId: serverOf(interaction, bot) };
    const { weights, withNotice } = await personalWeights(asker, bot);
    const refined = await bot.refine({ state, words: '', said, weights });
    const ranking = withNotice(refined.ranking);
    const [thumbnail, map] = await Promise.all([
      pressedPhoto(interaction, bot).catch(() => null),
      moodMapOf(ranking, bot),
    ]);
    const count = result.ranking.matches.length;
    // The old files go with the old answer, so that its photo's address is of no use.
    const answer = { ranking, thumbnail, map, photoUrl: null, count, state: refined.state };
    await giveAnswer(interaction, answer, bot);
    await bot.results.remove(result.id);
  },
} satisfies Press;

/** Throws a `UserError` for other people than the asker, and when the answer or its songs are no longer saved. */
async function ownRefinable(resultId: string | undefined, { user }: PressInteraction, bot: Bot) {
  const found = await refinableOf(resultId, bot);
  if (found.result.personId !== user.id) throw new UserError('not-the-asker', texts.describe.notYours);
  return found;
}
