/** `/spotify link|status|unlink`: the person's own account, for playlists only they can read. */
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { linkReply, statusReply } from './spotify-reply.ts';

export const spotify = {
  kind: 'slash',
  data: slashCommand('spotify')
    .addSubcommand((command) => worded(command, 'spotify.link'))
    .addSubcommand((command) => worded(command, 'spotify.status'))
    .addSubcommand((command) => worded(command, 'spotify.unlink')),
  acknowledge: 'ephemeral',
  async handle(interaction, { accounts, linksByPasting }) {
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    const personId = interaction.user.id;
    switch (interaction.options.getSubcommand()) {
      case 'link': {
        const name = interaction.user.displayName;
        const address = await accounts.link({ userId: personId, name });
        await interaction.editReply(linkReply(address, linksByPasting));
        return;
      }
      case 'unlink': {
        const was = await accounts.unlink(personId);
        await interaction.editReply({ content: was ? texts.spotify.unlinked : texts.spotify.notLinked });
        return;
      }
      default: {
        await interaction.editReply(statusReply(await accounts.status(personId)));
      }
    }
  },
} satisfies SlashCommand;
