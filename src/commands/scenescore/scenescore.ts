/** `/scenescore` and "Score this photo": a photo and a playlist → the songs that feel most like the photo. */
import {
  ApplicationCommandType,
  type Attachment,
  type ChatInputCommandInteraction,
  ContextMenuCommandBuilder,
  type RepliableInteraction,
  type SlashCommandOptionsOnlyBuilder,
} from 'discord.js';
import {
  checkFiles,
  checkPhotos,
  photosOfMessage,
  postedPhoto,
  soundsOfMessage,
} from '../../discord/attachments.ts';
import type { Bot } from '../../discord/bot.ts';
import type { MessageCommand, SlashCommand } from '../../discord/command.ts';
import { everywhere, slashCommand, worded, wordOf } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlists.ts';
import { runAlbum, runMatch } from '../../discord/run/run-match.ts';
import { sentences } from '../../locales/sentences.ts';

/** Songs shown when nobody says how many. */
const usualCount = 5;

export const maxLink = 1000;
export const maxFeeling = 200;

/** The playlist, as a link or a file, and the person's words. */
export const addSongOptions = (command: SlashCommandOptionsOnlyBuilder): SlashCommandOptionsOnlyBuilder =>
  command
    .addStringOption((option) =>
      worded(option, 'scenescore.playlist').setAutocomplete(true).setMaxLength(maxLink),
    )
    .addAttachmentOption((option) => worded(option, 'scenescore.file'))
    .addStringOption((option) => worded(option, 'scenescore.feeling').setMaxLength(maxFeeling));

export const songInputs = ({ options }: ChatInputCommandInteraction) => ({
  link: options.getString('playlist'),
  files: [options.getAttachment('file') ?? []].flat(),
  feeling: options.getString('feeling') ?? '',
});

/** Throws a `UserError` for photos or files with songs that cannot be used, and when there is no place in line. */
export function checkRun(
  photos: readonly Attachment[],
  files: readonly Attachment[],
  { user, guildId }: RepliableInteraction,
  bot: Bot,
) {
  checkPhotos(photos, bot);
  checkFiles(files, bot);
  bot.runs.reserve({ personId: user.id, serverId: guildId });
}

export const scenescore = {
  kind: 'slash',
  data: addSongOptions(
    slashCommand('scenescore').addAttachmentOption((option) =>
      worded(option, 'scenescore.image').setFileTypes('image').setRequired(true),
    ),
  ).addIntegerOption((option) => worded(option, 'scenescore.count').setMinValue(1).setMaxValue(10)),
  check(interaction, bot) {
    const photo = interaction.options.getAttachment('image', true);
    checkRun([photo], songInputs(interaction).files, interaction, bot);
  },
  acknowledge: 'public',
  choices: playlistChoices,
  async handle(interaction, bot) {
    const { options } = interaction;
    const photo = postedPhoto(options.getAttachment('image', true));
    const count = options.getInteger('count') ?? usualCount;
    await runMatch(interaction, { ...songInputs(interaction), ...photo, count }, bot);
  },
} satisfies SlashCommand;

const { name, name_localizations } = wordOf('scoreThisPhoto');

/** On a message with a picture: with the music attached beside it, else with the default playlist. Several pictures make an album. */
export const scoreThisPhoto = {
  kind: 'message',
  data: everywhere(
    new ContextMenuCommandBuilder()
      .setName(name)
      .setNameLocalizations(name_localizations)
      .setType(ApplicationCommandType.Message),
  ),
  check({ targetMessage, user, guildId }, bot) {
    photosOfMessage(targetMessage, bot);
    soundsOfMessage(targetMessage, bot);
    bot.runs.reserve({ personId: user.id, serverId: guildId });
  },
  acknowledge: 'public',
  async handle(interaction, bot) {
    const files = soundsOfMessage(interaction.targetMessage, bot);
    const inputs = { link: null, files, feeling: '', whenNone: sentences.run.noDefault };
    const photos = photosOfMessage(interaction.targetMessage, bot);
    const [photo] = photos;
    if (photos.length > 1 || photo === undefined) await runAlbum(interaction, { ...inputs, photos }, bot);
    else await runMatch(interaction, { ...inputs, ...photo, count: usualCount }, bot);
  },
} satisfies MessageCommand;
