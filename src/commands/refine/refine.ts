/** "Refine": the button opens a form, and its words become another answer. */
import { LabelBuilder, MessageFlags, ModalBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import { giveAnswer, mayPost, refinableOf } from '../../discord/answer/give-answer.ts';
import { moodMapOf } from '../../discord/answer/pictures.ts';
import { pressedPhoto, pressedPhotoUrl } from '../../discord/attachments.ts';
import type { Press } from '../../discord/command.ts';
import { cut, escaped, plainLine } from '../../discord/reply/escape.ts';
import { decodeCustomId, encodeCustomId } from '../../discord/reply/message.ts';
import { personalWeights } from '../../discord/run/taste.ts';
import { serverOf } from '../../discord/servers.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';

const fields = { words: 'words', caption: 'caption' } as const;
const maxWords = 1000;
const maxCaption = 400;

const input = (id: string, maxLength: number): TextInputBuilder =>
  new TextInputBuilder()
    .setCustomId(id)
    .setStyle(TextInputStyle.Paragraph)
    .setRequired(false)
    .setMaxLength(maxLength);

/** The asker's new answer is public; other people get a private one. */
export const refine = {
  action: 'refine',
  acknowledge: 'none',
  async handle(interaction, [resultId], bot) {
    if (!interaction.isMessageComponent()) return;
    const { result, state } = await refinableOf(resultId, bot);
    const isPrivate = interaction.message.flags.has(MessageFlags.Ephemeral);
    const isPublic = interaction.user.id === result.personId && !isPrivate && mayPost(interaction);
    const caption = cut(plainLine(state.scene.caption), maxCaption);
    const words = texts.refine;
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId(encodeCustomId('refined', result.id, isPublic ? 'all' : 'one'))
        .setTitle(words.modalTitle)
        .addLabelComponents(
          new LabelBuilder()
            .setLabel(words.wordsLabel)
            .setDescription(words.wordsHint)
            .setTextInputComponent(input(fields.words, maxWords).setPlaceholder(words.wordsExample)),
          new LabelBuilder()
            .setLabel(words.captionLabel)
            .setDescription(words.captionHint)
            .setTextInputComponent(input(fields.caption, maxCaption).setValue(caption)),
        ),
    );
  },
} satisfies Press;

/** The form was sent: answers with the saved songs in their new order, or with what was not understood. */
export const refined = {
  action: 'refined',
  acknowledge: ({ customId }) => (decodeCustomId(customId)?.args[1] === 'all' ? 'public' : 'ephemeral'),
  async handle(interaction, [resultId], bot) {
    if (!interaction.isModalSubmit()) return;
    const words = interaction.fields.getTextInputValue(fields.words).trim();
    const caption = interaction.fields.getTextInputValue(fields.caption).trim();
    const { result, state } = await refinableOf(resultId, bot);
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
  },
} satisfies Press;
