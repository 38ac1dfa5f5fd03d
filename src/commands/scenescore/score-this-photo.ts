/** "Score this photo" on a message with a picture: the default playlist and number of songs. Several make an album. */
import { ApplicationCommandType, ContextMenuCommandBuilder } from 'discord.js';
import {
  checkAlbum,
  photoOfMessage,
  picturesOfMessage,
} from '../../discord/attachments/check-attachments.ts';
import type { MessageCommand } from '../../discord/command.ts';
import { everywhere, wordOf } from '../../discord/command-builder.ts';
import { acknowledgeRun } from '../../discord/run/run-in-line.ts';
import { runAlbum, runMatch, usualCount } from '../../discord/run/run-match.ts';
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
  check({ targetMessage, user }, bot) {
    const pictures = picturesOfMessage(targetMessage);
    if (pictures.length > 1) checkAlbum(pictures, bot);
    else photoOfMessage(targetMessage, bot);
    bot.runs.reserve(user.id);
  },
  acknowledge: acknowledgeRun,
  async handle(interaction, bot) {
    const inputs = { link: null, file: null, feeling: '', whenNone: texts.run.noDefault };
    const photoUrls = picturesOfMessage(interaction.targetMessage).map(({ url }) => url);
    if (photoUrls.length > 1) {
      await runAlbum(interaction, { ...inputs, photoUrls }, bot);
      return;
    }
    const photoUrl = photoOfMessage(interaction.targetMessage, bot);
    await runMatch(interaction, { ...inputs, photoUrl, count: usualCount }, bot);
  },
} satisfies MessageCommand;
