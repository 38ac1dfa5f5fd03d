/** `/privacy show|export|delete`: what is kept about a person, and getting rid of it. */

import { gzipSync } from 'node:zlib';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { texts } from '../../locales/en/index.ts';
import { exportPerson, removePerson } from './personal-data.ts';
import { privacyReply, removedReply } from './privacy-reply.ts';

/** Discord accepts 10 MB; larger exports are compressed. */
const maxPlainBytes = 8_000_000;

export const privacy = {
  kind: 'slash',
  data: slashCommand('privacy')
    .addSubcommand((command) => worded(command, 'privacy.show'))
    .addSubcommand((command) => worded(command, 'privacy.export'))
    .addSubcommand((command) => worded(command, 'privacy.delete')),
  acknowledge: 'ephemeral',
  async handle(interaction, bot) {
    const personId = interaction.user.id;
    switch (interaction.options.getSubcommand()) {
      case 'export': {
        const json = Buffer.from(JSON.stringify(await exportPerson(personId, bot), null, 2));
        const name = texts.privacy.exportFile;
        const isSmall = json.length <= maxPlainBytes;
        const file = isSmall
          ? { name, attachment: json }
          : { name: `${name}.gz`, attachment: gzipSync(json) };
        return { content: texts.privacy.export, files: [file] };
      }
      case 'delete':
        return removedReply(await removePerson(personId, bot));
      default:
        return privacyReply(bot.features);
    }
  },
} satisfies SlashCommand;
