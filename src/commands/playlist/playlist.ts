/** `/playlist set|show|clear`: the playlist used when none is given. */
import type { SlashCommandStringOption } from 'discord.js';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded, wordOf } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlist-choices.ts';
import { quiet } from '../../discord/respond.ts';
import { serverOf } from '../../discord/server.ts';
import type { WordKey } from '../../locales/command-names/en.ts';
import { texts } from '../../locales/en/index.ts';
import { playlistsReply } from './playlist-reply.ts';
import { scopeOf, setPlaylist } from './set-playlist.ts';

function scopeOption(option: SlashCommandStringOption, key: WordKey): SlashCommandStringOption {
  const [me, server] = [wordOf('justForMe'), wordOf('everybodyHere')];
  return worded(option, key).addChoices(
    { name: me.name, name_localizations: me.names, value: 'me' },
    { name: server.name, name_localizations: server.names, value: 'server' },
  );
}

export const playlist = {
  kind: 'slash',
  data: slashCommand('playlist')
    .addSubcommand((command) =>
      worded(command, 'playlist.set')
        .addStringOption((option) =>
          worded(option, 'playlist.set.link').setRequired(true).setAutocomplete(true).setMaxLength(1000),
        )
        .addStringOption((option) => scopeOption(option, 'playlist.set.scope')),
    )
    .addSubcommand((command) => worded(command, 'playlist.show'))
    .addSubcommand((command) =>
      worded(command, 'playlist.clear').addStringOption((option) =>
        scopeOption(option, 'playlist.clear.scope'),
      ),
    ),
  acknowledge: 'ephemeral',
  choices: (interaction, bot) => playlistChoices(interaction, bot),
  async handle(interaction, bot) {
    const personId = interaction.user.id;
    switch (interaction.options.getSubcommand()) {
      case 'set':
        return setPlaylist(interaction, bot);
      case 'clear': {
        const serverId = scopeOf(interaction, bot);
        if (serverId === null) await bot.settings.setPersonPlaylist(personId, null);
        else await bot.settings.setServerPlaylist(serverId, null);
        const content = serverId === null ? texts.playlist.clearedMine : texts.playlist.clearedServer;
        await interaction.editReply({ content });
        return;
      }
      default: {
        const serverId = serverOf(interaction, bot);
        const { playlist: mine } = await bot.settings.ofPerson(personId);
        const server = serverId === null ? null : await bot.settings.ofServer(serverId);
        await interaction.editReply({ ...quiet, ...playlistsReply(mine, server?.playlist ?? null) });
      }
    }
  },
} satisfies SlashCommand;
