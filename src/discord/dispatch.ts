/** Every interaction comes through here: named once, acknowledged once, caught once. */
import {
  type AutocompleteInteraction,
  type Interaction,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import { inRequest } from '../concurrency/request-scope.ts';
import { causeChain, UserError } from '../errors.ts';
import { texts } from '../locales/en/index.ts';
import type { Bot } from './bot.ts';
import type { Acknowledgement, Command, Press, PressInteraction } from './command.ts';
import { decodeCustomId } from './custom-id.ts';
import { failureReply } from './reply/failure.ts';
import { limits } from './reply/limits.ts';
import { acknowledged, isForbidden, isGone, whisper, whisperInstead } from './respond.ts';

export type Dispatch = (interaction: Interaction, bot: Bot) => Promise<void>;

/** Throws at once for two commands of one name: the second would never be reached. */
export function createDispatch(commands: readonly Command[], presses: readonly Press[]): Dispatch {
  const byName = new Map(commands.map((command) => [`${command.kind} ${command.data.name}`, command]));
  const byAction = new Map(presses.map((press) => [press.action, press]));
  if (byName.size < commands.length) throw new Error('two commands have one name');
  if (byAction.size < presses.length) throw new Error('two presses have one action');

  async function dispatch(interaction: Interaction, bot: Bot): Promise<void> {
    if (interaction.isAutocomplete()) {
      const command = byName.get(`slash ${interaction.commandName}`);
      if (command?.kind === 'slash') await offer(interaction, command.choices?.(interaction, bot), bot);
    } else if (interaction.isChatInputCommand()) {
      const command = byName.get(`slash ${interaction.commandName}`);
      if (command?.kind !== 'slash') throw new UserError('unknown-command', texts.failure.notHere);
      await run(interaction, command, bot);
    } else if (interaction.isMessageContextMenuCommand()) {
      const command = byName.get(`message ${interaction.commandName}`);
      if (command?.kind !== 'message') throw new UserError('unknown-command', texts.failure.notHere);
      await run(interaction, command, bot);
    } else if (interaction.isButton() || interaction.isStringSelectMenu() || interaction.isModalSubmit()) {
      await pressed(interaction, bot);
    }
  }

  async function pressed(interaction: PressInteraction, bot: Bot): Promise<void> {
    const id = decodeCustomId(interaction.customId);
    const press = id === null ? undefined : byAction.get(id.action);
    if (id === null || press === undefined) throw new UserError('old-button', texts.failure.oldButton);
    await run(
      interaction,
      { acknowledge: press.acknowledge, handle: () => press.handle(interaction, id.arguments, bot) },
      bot,
    );
  }

  return (interaction, bot) =>
    inRequest(async (id) => {
      try {
        await dispatch(interaction, bot);
      } catch (error) {
        await answerFailure(interaction, error, id, bot);
      }
    });
}

type Runnable<I> = {
  check?(interaction: I, bot: Bot): void;
  acknowledge: Acknowledgement | ((interaction: I, bot: Bot) => Acknowledgement);
  handle(interaction: I, bot: Bot): Promise<void>;
};

async function run<I extends RepliableInteraction>(interaction: I, command: Runnable<I>, bot: Bot) {
  if (bot.isClosing()) throw new UserError('closing', texts.failure.closing);
  command.check?.(interaction, bot);
  const { acknowledge } = command;
  const how = typeof acknowledge === 'function' ? acknowledge(interaction, bot) : acknowledge;
  await acknowledged(interaction, how).catch((error: unknown) => {
    // Who was not told may ask again at once: no place is kept for them.
    bot.runs.forget(interaction.user.id);
    throw error;
  });
  await command.handle(interaction, bot);
}

async function offer(
  interaction: AutocompleteInteraction,
  choices: Promise<{ name: string; value: string }[]> | undefined,
  bot: Bot,
): Promise<void> {
  try {
    await interaction.respond(((await choices) ?? []).slice(0, limits.choices));
  } catch (error) {
    bot.log.debug({ causes: causeChain(error) }, 'no choices offered');
    if (!interaction.responded) await interaction.respond([]).catch(() => undefined);
  }
}

/** The person gets a sentence, alone where the mistake is theirs; the log gets the whole chain, under the same id. */
async function answerFailure(interaction: Interaction, error: unknown, id: string, bot: Bot): Promise<void> {
  const known = { causes: causeChain(error) };
  if (error instanceof UserError)
    bot.log.info({ ...known, code: error.code }, 'told the person what to mend');
  else if (isGone(error)) bot.log.warn(known, 'nobody was left to answer');
  else {
    const stack = error instanceof Error && error.stack ? error.stack : undefined;
    bot.log.error({ ...known, stack }, 'an interaction failed');
  }
  if (isGone(error) || !interaction.isRepliable()) return;
  const reply = isForbidden(error) ? { content: texts.failure.cannotPost } : failureReply(error, id);
  try {
    const kept = interaction.deferred || interaction.replied;
    // Known only where the reply is one of our own, not a message that was pressed.
    const isPublic = interaction.ephemeral === false;
    if (kept && isPublic && isForOneAlone(error)) await whisperInstead(interaction, reply);
    else if (kept && !interaction.isCommand() && !isPublic) await whisper(interaction, reply);
    else if (kept) await interaction.editReply(reply);
    else await interaction.reply({ ...reply, flags: MessageFlags.Ephemeral });
  } catch (sendError) {
    bot.log.warn({ ...known, sending: causeChain(sendError) }, 'the failure could not be told');
  }
}

/** Where it is kinder not to tell everybody: what only this person can mend. A restart concerns all who wait. */
function isForOneAlone(error: unknown): boolean {
  return (error instanceof UserError && error.code !== 'restarting') || isForbidden(error);
}
