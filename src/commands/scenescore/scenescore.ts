/** `/scenescore`: a photo and a playlist → the songs that feel most like the photo. */

import { checkFile, checkPhoto } from '../../discord/attachments/check-attachments.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlist-choices.ts';
import { acknowledgeRun, checkRun } from '../../discord/run/run-in-line.ts';
import { runMatch, usualCount } from '../../discord/run/run-match.ts';

export const scenescore = {
  kind: 'slash',
  data: slashCommand('scenescore')
    .addAttachmentOption((option) =>
      worded(option, 'scenescore.image').setFileTypes('image').setRequired(true),
    )
    .addStringOption((option) =>
      worded(option, 'scenescore.playlist').setAutocomplete(true).setMaxLength(1000),
    )
    .addAttachmentOption((option) => worded(option, 'scenescore.file'))
    .addStringOption((option) => worded(option, 'scenescore.feeling').setMaxLength(200))
    .addIntegerOption((option) => worded(option, 'scenescore.count').setMinValue(1).setMaxValue(10)),
  check(interaction, bot) {
    const { attachmentHosts: hosts, limits } = bot;
    const photo = interaction.options.getAttachment('image', true);
    const file = interaction.options.getAttachment('file');
    checkPhoto(photo, { hosts, maxBytes: limits.maxPhotoBytes });
    if (file !== null) checkFile(file, { hosts, maxBytes: limits.maxFileBytes });
    checkRun(interaction, bot);
  },
  acknowledge: acknowledgeRun,
  choices: (interaction, bot) => playlistChoices(interaction, bot),
  async handle(interaction, bot) {
    const { options } = interaction;
    const wanted = {
      photoUrl: options.getAttachment('image', true).url,
      link: options.getString('playlist'),
      file: options.getAttachment('file'),
      feeling: options.getString('feeling') ?? '',
      count: options.getInteger('count') ?? usualCount,
    };
    await runMatch(interaction, wanted, bot);
  },
} satisfies SlashCommand;
