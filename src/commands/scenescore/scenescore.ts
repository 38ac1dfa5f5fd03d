/** `/scenescore`: a photo and a playlist → the songs that feel most like the photo. */
import { checkFile, checkPhotos } from '../../discord/attachments.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { playlistChoices } from '../../discord/playlists.ts';
import { acknowledgeRun, runMatch, usualCount } from '../../discord/run/run-match.ts';

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
  check({ options, user }, bot) {
    checkPhotos([options.getAttachment('image', true)], bot);
    checkFile(options.getAttachment('file'), bot);
    bot.runs.reserve(user.id);
  },
  acknowledge: acknowledgeRun,
  choices: playlistChoices,
  async handle(interaction, bot) {
    const { options } = interaction;
    const inputs = {
      photoUrl: options.getAttachment('image', true).url,
      link: options.getString('playlist'),
      file: options.getAttachment('file'),
      feeling: options.getString('feeling') ?? '',
      count: options.getInteger('count') ?? usualCount,
    };
    await runMatch(interaction, inputs, bot);
  },
} satisfies SlashCommand;
