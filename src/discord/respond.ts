/** Sends replies to Discord, and says what its refusals mean. */
import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type RepliableInteraction } from 'discord.js';
import { isAbort, ServiceError, UserError } from '../errors.ts';
import { inWords, textsIn } from '../locales/in-words.ts';
import { serviceName } from '../locales/phrases.ts';
import { sentences } from '../locales/sentences.ts';
import type { Language } from '../model/language.ts';
import type { Acknowledgement } from './command.ts';
import type { ReplyMessage } from './reply/message.ts';

/** Nothing in a reply pings anybody. */
export const quiet = { allowedMentions: { parse: [] } };

/** Must reach Discord within three seconds. */
export async function acknowledge(interaction: RepliableInteraction, how: Acknowledgement): Promise<void> {
  if (how === 'update' && 'deferUpdate' in interaction) await interaction.deferUpdate();
  else if (how === 'ephemeral') await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  else if (how === 'public') await interaction.deferReply();
}

/** A further message that only the person sees. */
export async function whisper(interaction: RepliableInteraction, message: ReplyMessage): Promise<void> {
  await interaction.followUp({ ...quiet, ...message, flags: MessageFlags.Ephemeral });
}

/**
 * Replaces a public "is thinking …" by a private message. It is deleted first: otherwise the follow-up would take its
 * place, and be public.
 */
export async function whisperInstead(interaction: RepliableInteraction, message: ReplyMessage) {
  try {
    await interaction.deleteReply();
  } catch {
    await interaction.editReply({ ...quiet, ...message });
    return;
  }
  await whisper(interaction, message);
}

const hasCode = (error: unknown, codes: readonly (string | number)[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(error.code);

const expired = [RESTJSONErrorCodes.InvalidWebhookToken, RESTJSONErrorCodes.UnknownWebhook];

/** Fifteen minutes after the interaction its reply can no longer be edited. */
export const hasExpired = (error: unknown): boolean => hasCode(error, expired);

/** Nobody is left to answer: the token expired, the message was deleted, or another process of ours answered. */
export const isGone = (error: unknown): boolean =>
  hasCode(error, [
    ...expired,
    RESTJSONErrorCodes.UnknownInteraction,
    RESTJSONErrorCodes.UnknownMessage,
    RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  ]);

/** The bot lacks the permission to write here. */
export const isForbidden = (error: unknown): boolean =>
  hasCode(error, [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions]);

/** Our sentences hold no links: one that is there came with a title or a host from outside, so it is escaped. */
const withoutLinks = (sentence: string): string =>
  sentence.replace(/`[^`]*`|\w+:(?=\/)|\](?=\()|<(?=[@#])/g, (found) =>
    found.startsWith('`') ? found : found.replace(/.$/, '\\$&'),
  );

/** Only our own words have code in them: a title's backtick becomes a letter that looks like one. */
const withoutCode = (text: string): string => text.replaceAll('`', '\u02cb');

/** The message of a `UserError`, or a sentence for the kind of failure. `reference` finds a bug in the log. */
export function failureText(error: unknown, reference: string, language: Language): string {
  const words = textsIn(language).failure;
  if (error instanceof UserError) return withoutLinks(inWords(error.sentence, language, withoutCode));
  if (error instanceof ServiceError) {
    const name = serviceName(error.service);
    // A process of ours, or the queue, is nothing that people know.
    if (name === error.service) return words.bug(reference);
    return withoutLinks(inWords(sentences.failure.service(name), language));
  }
  if (isAbort(error)) return words.tooLong;
  return words.bug(reference);
}
