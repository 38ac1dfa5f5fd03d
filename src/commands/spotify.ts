/** `/spotify link|status|unlink`: the person's own account, for playlists only they can read. */
import type { SlashCommand } from '../bot/command.ts';
import { UserError } from '../errors.ts';
import { slashCommand } from './everywhere.ts';
import { worded } from './locales/words.ts';
import { linkedReply, linkReply } from './replies/spotify.ts';
import { texts } from './replies/texts.ts';

export const spotify = {
  kind: 'slash',
  data: slashCommand('spotify')
    .addSubcommand((command) => worded(command, 'spotify.link'))
    .addSubcommand((command) => worded(command, 'spotify.status'))
    .addSubcommand((command) => worded(command, 'spotify.unlink')),
  acknowledge: 'ephemeral',
  async handle(interaction, { accounts }) {
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    const personId = interaction.user.id;
    switch (interaction.options.getSubcommand()) {
      case 'link':
        await interaction.editReply(linkReply(await accounts.begin(personId)));
        return;
      case 'unlink': {
        const was = await accounts.unlink(personId);
        await interaction.editReply({ content: was ? texts.spotify.unlinked : texts.spotify.notLinked });
        return;
      }
      default: {
        const status = await accounts.status(personId);
        await interaction.editReply(
          status === null ? { content: texts.spotify.notLinked } : linkedReply(status.name),
        );
      }
    }
  },
} satisfies SlashCommand;
