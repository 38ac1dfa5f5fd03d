/** `/soundtrack`: up to ten photos and a playlist → a song of its own for each. */
import type { Attachment, ChatInputCommandInteraction, LocalizationMap } from 'discord.js';
import { checkAlbumPhotos, checkFile } from '../../discord/attachments/check-attachments.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded, wordsOf } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlist-choices.ts';
import { runAlbum } from '../../discord/run/run-album.ts';
import { acknowledgeRun, checkRun } from '../../discord/run/run-in-line.ts';
import { mostPhotos } from '../../pipeline/album/match-album.ts';

const { name, names, description, descriptions } = wordsOf('soundtrack.image');
const optionOf = (number: number): string => `${name}${number}`;
const numbered = (number: number): LocalizationMap =>
  Object.fromEntries(Object.entries(names).map(([locale, word]) => [locale, `${word}${number}`]));

/** One option a photo: Discord has no option for several files. */
function data() {
  const command = slashCommand('soundtrack');
  for (let number = 1; number <= mostPhotos; number++) {
    command.addAttachmentOption((option) =>
      option
        .setName(optionOf(number))
        .setNameLocalizations(numbered(number))
        .setDescription(description)
        .setDescriptionLocalizations(descriptions)
        .setFileTypes('image')
        .setRequired(number === 1),
    );
  }
  return command
    .addStringOption((option) =>
      worded(option, 'scenescore.playlist').setAutocomplete(true).setMaxLength(1000),
    )
    .addAttachmentOption((option) => worded(option, 'scenescore.file'))
    .addStringOption((option) => worded(option, 'scenescore.feeling').setMaxLength(200));
}

function photosOf({ options }: ChatInputCommandInteraction): Attachment[] {
  return Array.from({ length: mostPhotos }, (_, at) => options.getAttachment(optionOf(at + 1))).filter(
    (photo) => photo !== null,
  );
}

export const soundtrack = {
  kind: 'slash',
  data: data(),
  check(interaction, bot) {
    const { attachmentHosts: hosts, limits } = bot;
    checkAlbumPhotos(photosOf(interaction), { hosts, maxBytes: limits.maxPhotoBytes });
    const file = interaction.options.getAttachment('file');
    if (file !== null) checkFile(file, { hosts, maxBytes: limits.maxFileBytes });
    checkRun(interaction, bot);
  },
  acknowledge: acknowledgeRun,
  choices: (interaction, bot) => playlistChoices(interaction, bot),
  async handle(interaction, bot) {
    const { options } = interaction;
    const wanted = {
      photoUrls: photosOf(interaction).map(({ url }) => url),
      link: options.getString('playlist'),
      file: options.getAttachment('file'),
      feeling: options.getString('feeling') ?? '',
    };
    await runAlbum(interaction, wanted, bot);
  },
} satisfies SlashCommand;
