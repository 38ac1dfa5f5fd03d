/** `/privacy show|export|delete`: what is kept about a person, and getting rid of it. */
import { gzipSync } from 'node:zlib';
import type { Feature } from '../../discord/bot.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import { exportPerson, type Removed, removePerson } from './personal-data.ts';

/** Discord accepts 10 MB; larger exports are compressed. */
const maxPlainBytes = 8_000_000;

export const privacy = {
  kind: 'slash',
  data: slashCommand('privacy', 'privacy.show', 'privacy.export', 'privacy.delete'),
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

/** What is kept, who else sees something (only services that are switched on), and how to get rid of it. */
function privacyReply(features: readonly Feature[]): ReplyMessage {
  const words = texts.privacy;
  const names = features.flatMap(({ on, sees }) => (on && sees !== null ? [sees] : []));
  const lines = [
    ...words.show,
    names.length === 0 ? words.noServices : words.services([...new Set(names)].join('; ')),
    words.commands,
  ];
  return { embeds: [{ color: colours.brand, title: words.title, description: lines.join('\n\n') }] };
}

function removedReply({ settings, spotify, ratings, results }: Removed): ReplyMessage {
  const words = texts.privacy.parts;
  const parts = [
    settings ? words.settings : null,
    ratings > 0 ? words.ratings(ratings) : null,
    results > 0 ? words.results(results) : null,
    spotify ? words.spotify : null,
  ].filter((part) => part !== null);
  return {
    content: parts.length === 0 ? texts.privacy.nothingKept : texts.privacy.deleted(parts.join(', ')),
  };
}
