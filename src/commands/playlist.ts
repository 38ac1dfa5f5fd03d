/** `/playlist set|show|clear`: the playlist used when none is given. */
import {
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
  type SlashCommandStringOption,
} from 'discord.js';
import { quiet } from '../bot/answer.ts';
import { choosePlaylist } from '../bot/choose-playlist.ts';
import type { SlashCommand } from '../bot/command.ts';
import type { Bot } from '../bot/dependencies.ts';
import { playlistChoices } from '../bot/playlist-choices.ts';
import { serverOf } from '../bot/server.ts';
import { UserError } from '../errors.ts';
import { slashCommand } from './everywhere.ts';
import { type WordKey, worded, wordOf } from './locales/words.ts';
import { playlistSaved, playlistsReply } from './replies/settings.ts';
import { texts } from './replies/texts.ts';

const loadMs = 60_000;

function scopeOption(option: SlashCommandStringOption, key: WordKey): SlashCommandStringOption {
  const [me, server] = [wordOf('justForMe'), wordOf('everybodyHere')];
  return worded(option, key).addChoices(
    { name: me.name, name_localizations: me.names, value: 'me' },
    { name: server.name, name_localizations: server.names, value: 'server' },
  );
}

/** The server whose playlist is meant, or null for the person's own; only managers may change a server's. */
function scopeOf(interaction: ChatInputCommandInteraction, bot: Bot): string | null {
  if (interaction.options.getString('scope') !== 'server') return null;
  const serverId = serverOf(interaction, bot);
  if (serverId === null) throw new UserError('not-in-a-server', texts.playlist.onlyInServer);
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
    throw new UserError('needs-manage-server', texts.playlist.needsManageServer);
  }
  return serverId;
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
        return set(interaction, bot);
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

/** Reads the playlist once, so that a wrong or private link is told now and not with the first photo. */
async function set(interaction: ChatInputCommandInteraction, bot: Bot): Promise<void> {
  const personId = interaction.user.id;
  const serverId = scopeOf(interaction, bot);
  const link = interaction.options.getString('link', true).trim();
  const chosen = await choosePlaylist(bot, { personId, serverId }, { link, hasFile: false });
  const { title, songs } = await bot.loadPlaylist(chosen, { signal: AbortSignal.timeout(loadMs) });
  const saved = { link, title };
  if (serverId === null) await bot.settings.setPersonPlaylist(personId, saved);
  else await bot.settings.setServerPlaylist(serverId, saved);
  const reply = playlistSaved(saved, songs.length, serverId === null ? 'me' : 'server');
  await interaction.editReply({ ...quiet, ...reply });
}
