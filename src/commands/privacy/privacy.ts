/** `/privacy show|export|delete`: what is kept about a person, and getting rid of it. */
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import type { Bot, Feature } from '../../discord/bot.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { personLanguage, textsFor } from '../../discord/language.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { quiet } from '../../discord/respond.ts';
import { UserError } from '../../errors.ts';
import { inWords, textsIn } from '../../locales/in-words.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Texts } from '../../locales/words.ts';
import type { Language } from '../../model/language.ts';
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
        return { content: removedWords(await removePerson(personId, bot), textsFor(interaction).privacy) };
      default:
        return privacyReply(bot.features, personLanguage(interaction));
    }
  },
} satisfies SlashCommand;

/** Sends one file after the other; a person has one export at a time. */
async function sendExport(interaction: ChatInputCommandInteraction, bot: Bot): Promise<undefined> {
  const { exports } = bot;
  const personId = interaction.user.id;
  if (exports.has(personId) || exports.size >= maxExports) {
    throw new UserError('export-busy', sentences.privacy.exportBusy);
  }
  exports.add(personId);
  try {
    const words = textsFor(interaction).privacy;
    let number = 0;
    for await (const attachment of exportPerson(personId, bot)) {
      number += 1;
      const name = words.exportFile(number);
      const message = { ...quiet, content: words.export(number), files: [{ name, attachment }] };
      if (number === 1) await interaction.editReply(message);
      else await interaction.followUp({ ...message, flags: MessageFlags.Ephemeral });
    }
  } finally {
    exports.delete(personId);
  }
}

/** What is kept, who else sees something (only services that are switched on), and how to get rid of it. */
function privacyReply(features: readonly Feature[], language: Language): ReplyMessage {
  const words = textsIn(language).privacy;
  const names = features.flatMap(({ on, sees }) => (on && sees !== null ? [inWords(sees, language)] : []));
  const lines = [
    ...words.show,
    names.length === 0 ? words.noServices : words.services([...new Set(names)].join('; ')),
    words.commands,
  ];
  return { embeds: [{ color: colours.brand, title: words.title, description: lines.join('\n\n') }] };
}

type Removed = Awaited<ReturnType<typeof removePerson>>;

function removedWords(
  { settings, spotify, ratings, answers }: Removed,
  { parts: words, nothingKept, deleted }: Texts['privacy'],
): string {
  const parts = [
    settings > 0 && words.settings,
    ratings > 0 && words.ratings(ratings),
    answers > 0 && words.results(answers),
    spotify > 0 && words.spotify,
  ].filter((part) => part !== false);
  return parts.length === 0 ? nothingKept : deleted(parts.join(', '));
}
