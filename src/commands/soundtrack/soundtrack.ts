/** `/soundtrack`: up to ten photos and a playlist → a different song for each. */
import type { Attachment, ChatInputCommandInteraction } from 'discord.js';
import { checkFile, checkPhotos } from '../../discord/attachments.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlists.ts';
import { acknowledgeRun, runAlbum } from '../../discord/run/run-match.ts';
import { mostPhotos } from '../../pipeline/album/match-album.ts';

/** One option a photo: Discord has no option for several files. */
function data() {
  const command = slashCommand('soundtrack');
  for (let number = 1; number <= mostPhotos; number++) {
    command.addAttachmentOption((option) =>
      worded(option, 'soundtrack.image', String(number))
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
  return Array.from({ length: mostPhotos }, (_, at) => options.getAttachment(`image${at + 1}`)).filter(
    (photo) => photo !== null,
  );
}

export const soundtrack = {
  kind: 'slash',
  data: data(),
  check(interaction, bot) {
    checkPhotos(photosOf(interaction), bot);
    checkFile(interaction.options.getAttachment('file'), bot);
    bot.runs.reserve(interaction.user.id);
  },
  acknowledge: acknowledgeRun,
  choices: playlistChoices,
  async handle(interaction, bot) {
    const { options } = interaction;
    const inputs = {
      photoUrls: photosOf(interaction).map(({ url }) => url),
      link: options.getString('playlist'),
      file: options.getAttachment('file'),
      feeling: options.getString('feeling') ?? '',
    };
    await runAlbum(interaction, inputs, bot);
  },
} satisfies SlashCommand;
