/** "Score this photo" on a message with a picture: the default playlist and number of songs. Several make an album. */
import { ApplicationCommandType, ContextMenuCommandBuilder } from 'discord.js';
import { photosOfMessage } from '../../discord/attachments.ts';
import type { MessageCommand } from '../../discord/command.ts';
import { everywhere, wordOf } from '../../discord/command-builder.ts';
import { acknowledgeRun, runAlbum, runMatch, usualCount } from '../../discord/run/run-match.ts';
import { texts } from '../../locales/en/index.ts';

const { name, name_localizations } = wordOf('scoreThisPhoto');

export const scoreThisPhoto = {
  kind: 'message',
  data: everywhere(
    new ContextMenuCommandBuilder()
      .setName(name)
      .setNameLocalizations(name_localizations)
      .setType(ApplicationCommandType.Message),
  ),
  check({ targetMessage, user }, bot) {
    photosOfMessage(targetMessage, bot);
    bot.runs.reserve(user.id);
  },
  acknowledge: acknowledgeRun,
  async handle(interaction, bot) {
    const inputs = { link: null, file: null, feeling: '', whenNone: texts.run.noDefault };
    const photoUrls = photosOfMessage(interaction.targetMessage, bot);
    const [photoUrl = ''] = photoUrls;
    if (photoUrls.length > 1) await runAlbum(interaction, { ...inputs, photoUrls }, bot);
    else await runMatch(interaction, { ...inputs, photoUrl, count: usualCount }, bot);
  },
} satisfies MessageCommand;
