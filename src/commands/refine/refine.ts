/** "Refine": the button opens a form, and its words become another answer. */
import { LabelBuilder, MessageFlags, ModalBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import { mayPost } from '../../discord/answer/give-answer.ts';
import type { Press } from '../../discord/command.ts';
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { decodeCustomId, encodeCustomId } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import { loadRefinable, refineAnswer } from './refine-answer.ts';

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
    const { result, state } = await loadRefinable(resultId, bot);
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

/** The form was sent. */
export const refined = {
  action: 'refined',
  acknowledge: ({ customId }) => (decodeCustomId(customId)?.args[1] === 'all' ? 'public' : 'ephemeral'),
  async handle(interaction, [resultId], bot) {
    if (!interaction.isModalSubmit()) return;
    const words = interaction.fields.getTextInputValue(fields.words).trim();
    const caption = interaction.fields.getTextInputValue(fields.caption).trim();
    await refineAnswer(interaction, resultId, { words, caption }, bot);
  },
} satisfies Press;
