/** Completes a Spotify link by the pasted address that the browser ended on, where Spotify cannot call the bot. */
import { LabelBuilder, ModalBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import type { Press } from '../../discord/command.ts';
import { encodeCustomId } from '../../discord/reply/components.ts';
import { escaped } from '../../discord/reply/escape.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';

const field = 'address';

/** The button opens a form. */
export const spotifyPaste = {
  action: 'spotify-paste',
  acknowledge: 'none',
  async handle(interaction) {
    if (!interaction.isMessageComponent()) return;
    const input = new TextInputBuilder()
      .setCustomId(field)
      .setStyle(TextInputStyle.Paragraph)
      .setMinLength(10)
      .setMaxLength(2000);
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId(encodeCustomId('spotify-finish'))
        .setTitle(texts.spotify.modalTitle)
        .addLabelComponents(
          new LabelBuilder().setLabel(texts.spotify.modalLabel).setTextInputComponent(input),
        ),
    );
  },
} satisfies Press;

/** The form was sent. */
export const spotifyFinish = {
  action: 'spotify-finish',
  acknowledge: 'ephemeral',
  async handle(interaction, _args, { accounts }) {
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    if (!interaction.isModalSubmit()) return undefined;
    const address = interaction.fields.getTextInputValue(field).trim();
    const { spotifyName } = await accounts.finishFromPastedAddress(interaction.user.id, address);
    return { content: texts.spotify.linked(escaped(spotifyName, 60) || '?') };
  },
} satisfies Press;
