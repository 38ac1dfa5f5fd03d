/** `/playlist set|show|clear`: the playlist used when none is given. */
import {
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
  type SlashCommandStringOption,
} from 'discord.js';
import type { Bot } from '../../discord/bot.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded, wordOf } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlists.ts';
import { serverOf } from '../../discord/servers.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { playlistsReply, setPlaylist } from './set-playlist.ts';

export const playlist = {
  kind: 'slash',
  data: slashCommand('playlist')
    .addSubcommand((command) =>
      worded(command, 'playlist.set')
        .addStringOption((option) =>
          worded(option, 'playlist.link').setRequired(true).setAutocomplete(true).setMaxLength(1000),
        )
        .addStringOption(scopeOption),
    )
    .addSubcommand((command) => worded(command, 'playlist.show'))
    .addSubcommand((command) => worded(command, 'playlist.clear').addStringOption(scopeOption)),
  acknowledge: 'ephemeral',
  choices: playlistChoices,
  async handle(interaction, bot) {
    const personId = interaction.user.id;
    const { settings } = bot;
    switch (interaction.options.getSubcommand()) {
      case 'set':
        return setPlaylist(interaction, scopeOf(interaction, bot), bot);
      case 'clear': {
        const serverId = scopeOf(interaction, bot);
        if (serverId === null) await settings.setPersonPlaylist(personId, null);
        else await settings.setServerPlaylist(serverId, null);
        return { content: serverId === null ? texts.playlist.clearedMine : texts.playlist.clearedServer };
      }
      default: {
        const serverId = serverOf(interaction, bot);
        const mine = (await settings.ofPerson(personId)).playlist;
        const server = serverId === null ? null : (await settings.ofServer(serverId)).playlist;
        return playlistsReply(mine, server);
      }
    }
  },
} satisfies SlashCommand;

function scopeOption(option: SlashCommandStringOption): SlashCommandStringOption {
  return worded(option, 'playlist.scope').addChoices(
    { ...wordOf('justForMe'), value: 'me' },
    { ...wordOf('everybodyHere'), value: 'server' },
  );
}

/** The server whose playlist is meant, or null for the person's own. Throws a `UserError` without Manage Server. */
function scopeOf(interaction: ChatInputCommandInteraction, bot: Bot): string | null {
  if (interaction.options.getString('scope') !== 'server') return null;
  const serverId = serverOf(interaction, bot);
  if (serverId === null) throw new UserError('not-in-a-server', texts.playlist.onlyInServer);
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
    throw new UserError('needs-manage-server', texts.playlist.needsManageServer);
  }
  return serverId;
}
