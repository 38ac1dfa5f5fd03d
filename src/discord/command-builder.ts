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

/** The English words of something and its translations, as Discord wants them. */
export function wordsOf(key: WordKey) {
  const [name, description] = en.options[key];
  return {
    name,
    description,
    names: inAll(({ options }) => options[key][0]),
    descriptions: inAll(({ options }) => options[key][1]),
  };
}

type LoneWord = Exclude<keyof CommandWords, 'options'>;

/** A word without a description: the message command's name, a choice. */
export function wordOf(key: LoneWord) {
  return { name: en[key], names: inAll((words) => words[key]) };
}

type Worded = {
  setName(name: string): unknown;
  setNameLocalizations(names: LocalizationMap): unknown;
  setDescription(description: string): unknown;
  setDescriptionLocalizations(descriptions: LocalizationMap): unknown;
};

/** Gives a command, a subcommand or an option its name and description in all languages. */
export function worded<Builder extends Worded>(builder: Builder, key: WordKey): Builder {
  const { name, names, description, descriptions } = wordsOf(key);
  builder.setName(name);
  builder.setNameLocalizations(names);
  builder.setDescription(description);
  builder.setDescriptionLocalizations(descriptions);
  return builder;
}

const installs = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall] as const;
const contexts = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
  InteractionContextType.PrivateChannel,
] as const;

/** In servers, in direct messages, and wherever the person takes the bot along. */
export function everywhere<Builder extends SlashCommandBuilder | ContextMenuCommandBuilder>(
  builder: Builder,
): Builder {
  builder.setIntegrationTypes(...installs);
  builder.setContexts(...contexts);
  return builder;
}

/** A slash command with its words in all languages, usable everywhere. */
export function slashCommand(key: WordKey): SlashCommandBuilder {
  return everywhere(worded(new SlashCommandBuilder(), key));
}
