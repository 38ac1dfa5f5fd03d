/** "Score this photo" on any message with a picture: the default playlist, the usual number of songs. */
import { ApplicationCommandType, ContextMenuCommandBuilder } from 'discord.js';
import type { MessageCommand } from '../bot/command.ts';
import { photoOfMessage } from '../bot/photos.ts';
import { acknowledgeRun, checkRun, runMatch, usualCount } from '../bot/run-match.ts';
import { everywhere } from './everywhere.ts';
import { wordOf } from './locales/words.ts';
import { texts } from './replies/texts.ts';

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
    photoOfMessage(interaction.targetMessage, {
      hosts: bot.attachmentHosts,
      maxBytes: bot.limits.maxPhotoBytes,
    });
    checkRun(interaction, bot);
  },
  acknowledge: acknowledgeRun,
  async handle(interaction, bot) {
    const rules = { hosts: bot.attachmentHosts, maxBytes: bot.limits.maxPhotoBytes };
    const photoUrl = photoOfMessage(interaction.targetMessage, rules);
    const wanted = { photoUrl, link: null, file: null, feeling: '', count: usualCount };
    await runMatch(interaction, { ...wanted, whenNone: texts.run.noDefault }, bot);
  },
} satisfies MessageCommand;
