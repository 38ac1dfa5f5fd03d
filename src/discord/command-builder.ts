/** Names and descriptions of commands in each language that has them, and where commands may be used. */
import {
  ApplicationIntegrationType,
  type ContextMenuCommandBuilder,
  InteractionContextType,
  Locale,
  type LocalizationMap,
  SlashCommandBuilder,
} from 'discord.js';
import { de } from '../locales/command-names/de.ts';
import { type CommandWords, en, type WordKey } from '../locales/command-names/en.ts';
import { es } from '../locales/command-names/es.ts';
import { fr } from '../locales/command-names/fr.ts';
import { ja } from '../locales/command-names/ja.ts';
import { pt } from '../locales/command-names/pt.ts';

const translations: readonly (readonly [Locale, CommandWords])[] = [
  [Locale.German, de],
  [Locale.SpanishES, es],
  [Locale.SpanishLATAM, es],
  [Locale.French, fr],
  [Locale.PortugueseBR, pt],
  [Locale.Japanese, ja],
];

const inAll = (pick: (words: CommandWords) => string): LocalizationMap =>
  Object.fromEntries(translations.map(([locale, words]) => [locale, pick(words)]));

/** A word without a description: the message command's name, a choice. */
export function wordOf(key: Exclude<keyof CommandWords, 'options'>) {
  return { name: en[key], name_localizations: inAll((words) => words[key]) };
}

type Worded = {
  setName(name: string): unknown;
  setNameLocalizations(names: LocalizationMap): unknown;
  setDescription(description: string): unknown;
  setDescriptionLocalizations(descriptions: LocalizationMap): unknown;
};

/** Gives a command, a subcommand or an option its name and description in all languages. `number` ends the name. */
export function worded<Builder extends Worded>(builder: Builder, key: WordKey, number = ''): Builder {
  const [name, description] = en.options[key];
  builder.setName(`${name}${number}`);
  builder.setNameLocalizations(inAll(({ options }) => `${options[key][0]}${number}`));
  builder.setDescription(description);
  builder.setDescriptionLocalizations(inAll(({ options }) => options[key][1]));
  return builder;
}

/** In servers, in direct messages, and wherever the person takes the bot along. */
export function everywhere<Builder extends SlashCommandBuilder | ContextMenuCommandBuilder>(
  builder: Builder,
): Builder {
  builder.setIntegrationTypes(
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  );
  builder.setContexts(
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  );
  return builder;
}

/** A slash command and its subcommands with their words in all languages, usable everywhere. */
export function slashCommand(key: WordKey, ...subcommands: WordKey[]): SlashCommandBuilder {
  const builder = everywhere(worded(new SlashCommandBuilder(), key));
  for (const subcommand of subcommands) builder.addSubcommand((command) => worded(command, subcommand));
  return builder;
}
