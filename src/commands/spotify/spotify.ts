/** `/spotify link|status|unlink`: the person's own account, for playlists that only they can read. */
import type { Press, SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { personLanguage, textsFor } from '../../discord/language.ts';
import { linkReply } from '../../discord/playlists.ts';
import { escaped } from '../../discord/reply/escape.ts';
import { form } from '../../discord/reply/message.ts';
import { UserError } from '../../errors.ts';
import { textsIn } from '../../locales/in-words.ts';
import { sentences } from '../../locales/sentences.ts';

export const spotify = {
  kind: 'slash',
  data: slashCommand('spotify', 'spotify.link', 'spotify.status', 'spotify.unlink'),
  acknowledge: 'ephemeral',
  async handle(interaction, { accounts, linksByPasting }) {
    if (accounts === null) throw new UserError('accounts-off', sentences.spotify.off);
    const { id: userId, username: name } = interaction.user;
    const language = personLanguage(interaction);
    const words = textsIn(language).spotify;
    switch (interaction.options.getSubcommand()) {
      case 'link':
        return linkReply(await accounts.link({ userId, name }, { language }), linksByPasting, words);
      case 'unlink':
        return { content: (await accounts.unlink(userId)) ? words.unlinked : words.notLinked };
      default: {
        const status = await accounts.status(userId);
        if (!status.linked) return { content: words.notLinked };
        return { content: words.status(escaped(status.spotifyName, 60) || '?', status.goodUntil) };
      }
    }
  },
} satisfies SlashCommand;

const field = 'address';

/** The button opens a form. */
export const spotifyPaste = {
  action: 'spotify-paste',
  acknowledge: 'none',
  async handle(interaction) {
    if (!interaction.isMessageComponent()) return;
    const { modalTitle, modalLabel: label } = textsFor(interaction).spotify;
    const address = { custom_id: field, label, min_length: 10, max_length: 2000 };
    await interaction.showModal(form(['spotify-finish'], modalTitle, [address]));
  },
} satisfies Press;

/** The form was sent. */
export const spotifyFinish = {
  action: 'spotify-finish',
  acknowledge: 'ephemeral',
  async handle(interaction, _args, { accounts }) {
    if (accounts === null) throw new UserError('accounts-off', sentences.spotify.off);
    if (!interaction.isModalSubmit()) return undefined;
    const address = interaction.fields.getTextInputValue(field).trim();
    const { spotifyName } = await accounts.finishFromPastedAddress(interaction.user.id, address);
    return { content: textsFor(interaction).spotify.linked(escaped(spotifyName, 60) || '?') };
  },
} satisfies Press;
