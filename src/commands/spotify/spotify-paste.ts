/** Bringing back the address that Spotify sent the browser to, where the bot cannot be reached from outside. */
import { LabelBuilder, ModalBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import type { Press } from '../../discord/command.ts';
import { encodeCustomId } from '../../discord/custom-id.ts';
import { quiet } from '../../discord/respond.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { linkedReply } from './spotify-reply.ts';

const field = 'address';

/** The button opens the modal. */
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
        .setCustomId(encodeCustomId({ action: 'spotify-finish', arguments: [] }))
        .setTitle(texts.spotify.modalTitle)
        .addLabelComponents(
          new LabelBuilder().setLabel(texts.spotify.modalLabel).setTextInputComponent(input),
        ),
    );
  },
} satisfies Press;

/** The modal was sent. */
export const spotifyFinish = {
  action: 'spotify-finish',
  acknowledge: 'ephemeral',
  async handle(interaction, _parts, { accounts }) {
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    if (!interaction.isModalSubmit()) return;
    const address = interaction.fields.getTextInputValue(field).trim();
    const { spotifyName } = await accounts.finishFromPastedAddress(interaction.user.id, address);
    await interaction.editReply({ ...quiet, ...linkedReply(spotifyName) });
  },
} satisfies Press;
