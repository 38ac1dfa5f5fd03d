/** "Score this photo" on any message with a picture: the default playlist, the usual number of songs; several make an album. */
import { ApplicationCommandType, ContextMenuCommandBuilder } from 'discord.js';
import {
  checkAlbumPhotos,
  photoOfMessage,
  picturesOfMessage,
} from '../../discord/attachments/check-attachments.ts';
import type { MessageCommand } from '../../discord/command.ts';
import { everywhere, wordOf } from '../../discord/command-builder.ts';
import { runAlbum } from '../../discord/run/run-album.ts';
import { acknowledgeRun, checkRun } from '../../discord/run/run-in-line.ts';
import { runMatch, usualCount } from '../../discord/run/run-match.ts';
import { texts } from '../../locales/en/index.ts';

const { name, names } = wordOf('scoreThisPhoto');

export const scoreThisPhoto = {
  kind: 'message',
  data: everywhere(
    new ContextMenuCommandBuilder()
      .setName(name)
      .setNameLocalizations(names)
      .setType(ApplicationCommandType.Message),
  ),
  check(interaction, bot) {
    const rules = { hosts: bot.attachmentHosts, maxBytes: bot.limits.maxPhotoBytes };
    const pictures = picturesOfMessage(interaction.targetMessage);
    if (pictures.length > 1) checkAlbumPhotos(pictures, rules);
    else photoOfMessage(interaction.targetMessage, rules);
    checkRun(interaction, bot);
  },
  acknowledge: acknowledgeRun,
  async handle(interaction, bot) {
    const rules = { hosts: bot.attachmentHosts, maxBytes: bot.limits.maxPhotoBytes };
    const given = { link: null, file: null, feeling: '', whenNone: texts.run.noDefault };
    const photoUrls = picturesOfMessage(interaction.targetMessage).map(({ url }) => url);
    if (photoUrls.length > 1) {
      await runAlbum(interaction, { ...given, photoUrls }, bot);
      return;
    }
    const photoUrl = photoOfMessage(interaction.targetMessage, rules);
    await runMatch(interaction, { ...given, photoUrl, count: usualCount }, bot);
  },
} satisfies MessageCommand;
