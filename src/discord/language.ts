/** Which language a reply is in: the person's, or for what a whole server gets to see, the server's. */
import { type BaseInteraction, Locale, MessageFlags, type RepliableInteraction } from 'discord.js';
import { textsIn } from '../locales/in-words.ts';
import type { Texts } from '../locales/words.ts';
import { type Language, languageSchema } from '../model/language.ts';

type Localised = Pick<BaseInteraction, 'locale'>;

/** `pt-BR` is Portuguese, `es-419` Spanish; a language the bot does not speak is English. */
const languageOf = (locale: string): Language => languageSchema.catch('en').parse(locale.split('-')[0]);

export const personLanguage = ({ locale }: Localised): Language => languageOf(locale);

/** For what this person alone gets to see. */
export const textsFor = (interaction: Localised): Texts => textsIn(personLanguage(interaction));

/** Does only this person see it? A form that has no reply of its own changes the message it was opened under. */
export function isPrivateAnswer(interaction: RepliableInteraction): boolean {
  if (interaction.ephemeral !== null || !interaction.isModalSubmit()) return interaction.ephemeral === true;
  return interaction.message?.flags.has(MessageFlags.Ephemeral) === true;
}

/** Every server has this one until somebody chooses another. */
const unchosen: string = Locale.EnglishUS;

/** The language of an answer: the server's, where others see it there and the server has chosen one; else the person's. */
export function answerLanguage(interaction: RepliableInteraction): Language {
  const { guildLocale } = interaction;
  const isServers = guildLocale !== null && guildLocale !== unchosen && !isPrivateAnswer(interaction);
  return isServers ? languageOf(guildLocale) : personLanguage(interaction);
}
