/** Replies out to Discord: nobody is ever mentioned by what a playlist holds. */
import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type RepliableInteraction } from 'discord.js';
import type { Acknowledgement } from './command.ts';
import type { ReplyMessage } from './reply/message.ts';

/** Nothing in a reply pings anybody. */
export const quiet = { allowedMentions: { parse: [] } };

/** Tells Discord within its three seconds that work goes on. */
export async function acknowledged(interaction: RepliableInteraction, how: Acknowledgement): Promise<void> {
  if (how === 'update' && 'deferUpdate' in interaction) await interaction.deferUpdate();
  else if (how === 'ephemeral') await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  else if (how === 'public') await interaction.deferReply();
}

/** A message that only the person sees, whatever was said before. */
export async function whisper(interaction: RepliableInteraction, message: ReplyMessage): Promise<void> {
  const whispered = { ...quiet, ...message, flags: MessageFlags.Ephemeral } as const;
  if (interaction.deferred || interaction.replied) await interaction.followUp(whispered);
  else await interaction.reply(whispered);
}

/**
 * Moves a public "is thinking …" away and tells the person alone. Deleting it first matters: the first follow-up
 * of a deferred reply would take its place, and its being public.
 */
export async function whisperInstead(
  interaction: RepliableInteraction,
  message: ReplyMessage,
): Promise<void> {
  try {
    await interaction.deleteReply();
  } catch {
    await interaction.editReply({ ...quiet, ...message });
    return;
  }
  await whisper(interaction, message);
}

const expiredCodes: readonly (string | number)[] = [
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
];

/** Can this reply no longer be edited, fifteen minutes after the question? */
export function hasExpired(error: unknown): boolean {
  return error instanceof DiscordAPIError && expiredCodes.includes(error.code);
}

const goneCodes: readonly (string | number)[] = [
  ...expiredCodes,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownMessage,
  // Another process of ours was first, as when one takes over from another.
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
];

/** Is there nobody left to answer: the token has expired, the message was deleted, somebody else has answered? */
export function isGone(error: unknown): boolean {
  return error instanceof DiscordAPIError && goneCodes.includes(error.code);
}

const forbiddenCodes: readonly (string | number)[] = [
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
];

/** Does Discord not let us write here? */
export function isForbidden(error: unknown): boolean {
  return error instanceof DiscordAPIError && forbiddenCodes.includes(error.code);
}
