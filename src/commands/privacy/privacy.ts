/** `/privacy show|export|delete`: what is kept about a person, and getting rid of it. */
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import type { Bot, Feature } from '../../discord/bot.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { quiet } from '../../discord/respond.ts';
import { UserError } from '../../errors.ts';
import { texts } from '../../locales/en/index.ts';
import { exportPerson, removePerson } from './kept.ts';

/** Each holds a file in memory. */
const maxExports = 4;

export const privacy = {
  kind: 'slash',
  data: slashCommand('privacy', 'privacy.show', 'privacy.export', 'privacy.delete'),
  acknowledge: 'ephemeral',
  async handle(interaction, bot) {
    const personId = interaction.user.id;
    switch (interaction.options.getSubcommand()) {
      case 'export':
        return sendExport(interaction, bot);
      case 'delete':
        return { content: removedWords(await removePerson(personId, bot)) };
      default:
        return privacyReply(bot.features);
    }
  },
} satisfies SlashCommand;

/** Sends one file after the other; a person has one export at a time. */
async function sendExport(interaction: ChatInputCommandInteraction, bot: Bot): Promise<undefined> {
  const { exports } = bot;
  const personId = interaction.user.id;
  if (exports.has(personId) || exports.size >= maxExports) {
    throw new UserError('export-busy', texts.privacy.exportBusy);
  }
  exports.add(personId);
  try {
    let number = 0;
    for await (const attachment of exportPerson(personId, bot)) {
      number += 1;
      const name = texts.privacy.exportFile(number);
      const message = { ...quiet, content: texts.privacy.export(number), files: [{ name, attachment }] };
      if (number === 1) await interaction.editReply(message);
      else await interaction.followUp({ ...message, flags: MessageFlags.Ephemeral });
    }
  } finally {
    exports.delete(personId);
  }
}

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

type Removed = Awaited<ReturnType<typeof removePerson>>;

function removedWords({ settings, spotify, ratings, answers }: Removed): string {
  const words = texts.privacy.parts;
  const parts = [
    settings > 0 && words.settings,
    ratings > 0 && words.ratings(ratings),
    answers > 0 && words.results(answers),
    spotify > 0 && words.spotify,
  ].filter((part) => part !== false);
  return parts.length === 0 ? texts.privacy.nothingKept : texts.privacy.deleted(parts.join(', '));
}
