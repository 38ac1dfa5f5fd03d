/** "Refine": the button opens a form, and its words become another answer. */
import { MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import { z } from 'zod';
import { refinableOf } from '../../discord/answer/give-answer.ts';
import { pressedPhoto } from '../../discord/attachments.ts';
import type { Acknowledgement, Press, PressInteraction } from '../../discord/command.ts';
import { textsFor } from '../../discord/language.ts';
import { cut, plainLine } from '../../discord/reply/escape.ts';
import { form, radioGroup } from '../../discord/reply/message.ts';
import { giveRefined } from '../../discord/run/run-match.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { RefineState } from '../../model/ranking.ts';
import { leaveOuts } from '../../pipeline/refine/refine.ts';

const fields = { feeling: 'feeling', songs: 'songs', words: 'words', caption: 'caption' } as const;
/** As wishes, in English: the reader of wishes knows them, whatever language the form was in. */
const feelings = ['brighter', 'calmer', 'sadder', 'livelier'] as const;
const maxWords = 1000;
const maxCaption = 400;

const shownCaption = ({ scene }: RefineState): string => cut(plainLine(scene.caption), maxCaption).trim();

/**
 * The asker's new answer is public where theirs was; other people get a private one. Discord says whose an answer is, but
 * for one that came too late for a reply: that mentions them.
 */
function howToAnswer(interaction: PressInteraction): Acknowledgement {
  const { flags, interactionMetadata, mentions } = interaction.message ?? {};
  const asker = interactionMetadata?.user ?? mentions?.users.first();
  const isOwn = asker?.id === interaction.user.id;
  const isPrivate = flags?.has(MessageFlags.Ephemeral) ?? true;
  return isOwn && !isPrivate ? 'public' : 'ephemeral';
}

export const refine = {
  action: 'refine',
  acknowledge: 'none',
  async handle(interaction, [resultId], bot) {
    if (!interaction.isMessageComponent()) return;
    const { result, state } = await refinableOf(resultId, bot);
    const words = textsFor(interaction).refine;
    const modal = form(['refined', result.id], words.modalTitle, [
      { label: words.feelingLabel, ...radioGroup(fields.feeling, words.feelings) },
      { label: words.songsLabel, ...radioGroup(fields.songs, words.songs) },
      {
        custom_id: fields.words,
        label: words.wordsLabel,
        description: words.wordsHint,
        placeholder: words.wordsExample,
        max_length: maxWords,
        required: false,
      },
      {
        custom_id: fields.caption,
        label: words.captionLabel,
        description: words.captionHint,
        value: shownCaption(state),
        max_length: maxCaption,
        required: false,
      },
    ]);
    await interaction.showModal(modal);
  },
} satisfies Press;

/** What was chosen in a group; nothing else than was offered. A form that was opened before an update has no groups. */
function chosen<T extends string>(id: string, offered: readonly T[], { fields }: ModalSubmitInteraction) {
  const value = fields.fields.has(id) ? fields.getRadioGroup(id) : null;
  return z.enum(offered).optional().catch(undefined).parse(value);
}

/** The form was sent: answers with the saved songs in their new order, or with what was not understood. */
export const refined = {
  action: 'refined',
  acknowledge: howToAnswer,
  async handle(interaction, [resultId], bot) {
    if (!interaction.isModalSubmit()) return;
    const feeling = chosen(fields.feeling, feelings, interaction);
    const leaveOut = chosen(fields.songs, leaveOuts, interaction);
    const typed = interaction.fields.getTextInputValue(fields.words).trim();
    // First, so that no length of the words cuts it off.
    const words = [feeling ?? [], typed].flat().filter(Boolean).join(', ');
    const caption = interaction.fields.getTextInputValue(fields.caption).trim();
    const { result, state } = await refinableOf(resultId, bot);
    const said = caption === '' || caption === shownCaption(state) ? undefined : caption;
    if (words === '' && said === undefined && leaveOut === undefined)
      throw new UserError('nothing-to-refine', sentences.refine.nothing);
    await giveRefined(
      interaction,
      result,
      { state, words, said, leaveOut },
      bot,
      pressedPhoto(interaction)?.url ?? null,
    );
  },
} satisfies Press;
