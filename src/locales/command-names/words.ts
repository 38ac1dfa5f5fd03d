/** Names and descriptions of the commands, in each language that has them. */
import { Locale, type LocalizationMap } from 'discord.js';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';

/** `command`, `command.subcommand`, `command.subcommand.option`. */
export type WordKey = keyof typeof en.options;

/** Every key in every language: what is missing does not compile. */
export type CommandWords = {
  /** Name (lower case, no blanks, 32 characters) and description (100 characters). */
  options: Record<WordKey, readonly [name: string, description: string]>;
  scoreThisPhoto: string;
  justForMe: string;
  everybodyHere: string;
};

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
