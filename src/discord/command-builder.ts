/** Names and descriptions of commands in each language that has them, and where commands may be used. */
import {
  ApplicationIntegrationType,
  type ContextMenuCommandBuilder,
  InteractionContextType,
  Locale,
  type LocalizationMap,
  type SharedNameAndDescription,
  SlashCommandBuilder,
} from 'discord.js';
import { z } from 'zod';
import { en, type WordKey } from '../locales/en/command-names.ts';
import { readPackaged } from '../package-path.ts';

const keys = Object.keys(en.options).filter((key): key is WordKey => key in en.options);

/** Every key of the English words must be there. */
const wordsSchema = z.object({
  options: z.record(z.enum(keys), z.tuple([z.string(), z.string()])),
  scoreThisPhoto: z.string(),
  justForMe: z.string(),
  everybodyHere: z.string(),
});

const translations = (
  [
    [Locale.German, 'de'],
    [Locale.SpanishES, 'es'],
    [Locale.SpanishLATAM, 'es'],
    [Locale.French, 'fr'],
    [Locale.PortugueseBR, 'pt'],
    [Locale.Japanese, 'ja'],
  ] as const
).map(
  ([locale, file]) => [locale, readPackaged(wordsSchema, 'assets', 'command-names', `${file}.json`)] as const,
);

const inAll = (pick: (words: z.infer<typeof wordsSchema>) => string): LocalizationMap =>
  Object.fromEntries(translations.map(([locale, words]) => [locale, pick(words)]));

/** A word without a description: the message command's name, a choice. */
export function wordOf(key: 'scoreThisPhoto' | 'justForMe' | 'everybodyHere') {
  return { name: en[key], name_localizations: inAll((words) => words[key]) };
}

/** Gives a command, a subcommand or an option its name and description in all languages. `number` ends the name. */
export function worded<Builder extends SharedNameAndDescription>(
  builder: Builder,
  key: WordKey,
  number = '',
): Builder {
  const [name, description] = en.options[key];
  return builder
    .setName(`${name}${number}`)
    .setNameLocalizations(inAll(({ options }) => `${options[key][0]}${number}`))
    .setDescription(description)
    .setDescriptionLocalizations(inAll(({ options }) => options[key][1]));
}

/** In servers, in direct messages, and wherever the person takes the bot along. */
export function everywhere<Builder extends SlashCommandBuilder | ContextMenuCommandBuilder>(
  builder: Builder,
): Builder {
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  builder.setIntegrationTypes(GuildInstall, UserInstall);
  builder.setContexts(Guild, BotDM, PrivateChannel);
  return builder;
}

/** A slash command and its subcommands with their words in all languages, usable everywhere. */
export function slashCommand(key: WordKey, ...subcommands: WordKey[]): SlashCommandBuilder {
  const builder = everywhere(worded(new SlashCommandBuilder(), key));
  for (const subcommand of subcommands) builder.addSubcommand((command) => worded(command, subcommand));
  return builder;
}
