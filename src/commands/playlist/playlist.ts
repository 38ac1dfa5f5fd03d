/** `/playlist set|show|clear`: the playlist used when none is given. */
import {
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
  type SlashCommandStringOption,
} from 'discord.js';
import { timeoutSignal } from '../../concurrency/time-limits.ts';
import type { Bot } from '../../discord/bot.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded, wordOf } from '../../discord/command-builder.ts';
import { textsFor } from '../../discord/language.ts';
import { choosePlaylist, isLikedSongs, linksOf, playlistChoices } from '../../discord/playlists.ts';
import { escaped, maskedLink } from '../../discord/reply/escape.ts';
import type { ReplyMessage } from '../../discord/reply/message.ts';
import { serverOf } from '../../discord/servers.ts';
import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Texts } from '../../locales/words.ts';
import type { PlaylistInput } from '../../pipeline/request.ts';
import type { SavedPlaylist } from '../../store/settings.ts';

const loadMs = 60_000;
const maxTitle = 100;

type Words = Texts['playlist'];

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
    const { playlist: words } = textsFor(interaction);
    switch (interaction.options.getSubcommand()) {
      case 'set':
        return setPlaylist(interaction, scopeOf(interaction, bot), bot);
      case 'clear': {
        const serverId = scopeOf(interaction, bot);
        if (serverId === null) await settings.setPersonPlaylist(personId, null);
        else await settings.setServerPlaylist(serverId, null);
        return { content: serverId === null ? words.clearedMine : words.clearedServer };
      }
      default: {
        const serverId = serverOf(interaction, bot);
        const mine = (await settings.ofPerson(personId)).playlist;
        const server = serverId === null ? null : (await settings.ofServer(serverId)).playlist;
        return playlistsReply(mine, server, words);
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
  if (serverId === null) throw new UserError('not-in-a-server', sentences.playlist.onlyInServer);
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
    throw new UserError('needs-manage-server', sentences.playlist.needsManageServer);
  }
  return serverId;
}

/** Reads the playlist once, so that a wrong or private link is noticed at once. Throws a `UserError` for one. */
async function setPlaylist(interaction: ChatInputCommandInteraction, serverId: string | null, bot: Bot) {
  const personId = interaction.user.id;
  const link = interaction.options.getString('link', true).trim();
  const chosen = await choosePlaylist(bot, { personId, serverId }, { link, hasFile: false });
  const isLiked = (one: PlaylistInput) => one.kind === 'link' && isLikedSongs(one.link, bot);
  if (serverId !== null && chosen.playlists.some(isLiked)) {
    throw new UserError('liked-is-personal', sentences.playlist.likedIsYours);
  }
  const { title, songs, readAt } = await bot.loadPlaylist(chosen, { signal: timeoutSignal(loadMs) });
  const saved = { link, title, songs: songs.length, readAt: readAt ?? bot.now() };
  if (serverId === null) await bot.settings.setPersonPlaylist(personId, saved);
  else await bot.settings.setServerPlaylist(serverId, saved);
  const { setMine, setServer } = textsFor(interaction).playlist;
  const words = serverId === null ? setMine : setServer;
  return { content: words(escaped(title, maxTitle), songs.length) };
}

/** Both defaults, and the three ways to give songs when there is none. */
export function playlistsReply(
  mine: SavedPlaylist | null,
  server: SavedPlaylist | null,
  words: Words,
): ReplyMessage {
  const lines = [
    words.mine(described(mine, words)),
    words.server(described(server, words)),
    `-# ${mine === null && server === null ? words.howTo : words.order}`,
  ];
  return { content: lines.join('\n') };
}

/** Playlists saved by older versions have no count. */
function described(playlist: SavedPlaylist | null, words: Words): string {
  if (playlist === null) return words.none;
  const { title, link, songs, readAt } = playlist;
  const read = songs === undefined || readAt === undefined ? '' : ` · ${words.read(songs, readAt)}`;
  const only = linksOf(link).length === 1 ? link : null;
  return `${maskedLink(title, only, maxTitle)}${read}`;
}
