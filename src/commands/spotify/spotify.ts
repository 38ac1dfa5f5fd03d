/** `/spotify link|status|unlink`: the person's own account, for playlists that only they can read. */
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { escaped } from '../../discord/reply/escape.ts';
import { linkReply } from '../../discord/reply/spotify-link-reply.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';

export const spotify = {
  kind: 'slash',
  data: slashCommand('spotify')
    .addSubcommand((command) => worded(command, 'spotify.link'))
    .addSubcommand((command) => worded(command, 'spotify.status'))
    .addSubcommand((command) => worded(command, 'spotify.unlink')),
  acknowledge: 'ephemeral',
  async handle(interaction, { accounts, linksByPasting }) {
    if (accounts === null) throw new UserError('accounts-off', texts.spotify.off);
    const { id: userId, displayName: name } = interaction.user;
    const words = texts.spotify;
    switch (interaction.options.getSubcommand()) {
      case 'link':
        return linkReply(await accounts.link({ userId, name }), linksByPasting);
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
