/** Every interaction comes through here: acknowledged once, its failure caught once. */
import {
  type AutocompleteInteraction,
  type Interaction,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import { inRequest } from '../concurrency/request-scope.ts';
import { causeChain, UserError } from '../errors.ts';
import { inWords } from '../locales/in-words.ts';
import { sentences } from '../locales/sentences.ts';
import type { Bot } from './bot.ts';
import type { Command, Handled, Press, PressInteraction, SlashCommand } from './command.ts';
import { personLanguage, textsFor } from './language.ts';
import { decodeCustomId, discordMax } from './reply/message.ts';
import { acknowledge, failureText, isForbidden, isGone, quiet, whisper, whisperInstead } from './respond.ts';

/** Throws at once for two commands of one name: the second would never be reached. */
export function createDispatch(commands: readonly Command[], presses: readonly Press[]) {
  const byName = new Map(commands.map((command) => [`${command.kind} ${command.data.name}`, command]));
  const byAction = new Map(presses.map((press) => [press.action, press]));
  if (byName.size < commands.length) throw new Error('two commands have one name');
  if (byAction.size < presses.length) throw new Error('two presses have one action');

  async function dispatch(interaction: Interaction, bot: Bot): Promise<void> {
    if (interaction.isAutocomplete()) {
      const command = byName.get(`slash ${interaction.commandName}`);
      if (command?.kind === 'slash') await offerChoices(interaction, command, bot);
    } else if (interaction.isChatInputCommand()) {
      const command = byName.get(`slash ${interaction.commandName}`);
      if (command?.kind !== 'slash') throw new UserError('unknown-command', sentences.failure.notHere);
      await run(interaction, command, bot);
    } else if (interaction.isMessageContextMenuCommand()) {
      const command = byName.get(`message ${interaction.commandName}`);
      if (command?.kind !== 'message') throw new UserError('unknown-command', sentences.failure.notHere);
      await run(interaction, command, bot);
    } else if (interaction.isButton() || interaction.isStringSelectMenu() || interaction.isModalSubmit()) {
      await runPress(interaction, bot);
    }
  }

  async function runPress(interaction: PressInteraction, bot: Bot): Promise<void> {
    const id = decodeCustomId(interaction.customId);
    const press = id === null ? undefined : byAction.get(id.action);
    if (id === null || press === undefined) throw new UserError('old-button', sentences.failure.oldButton);
    const work = () => press.handle(interaction, id.args, bot);
    // One that acknowledges itself has three seconds to do so, and only shows a form.
    const isAtOnce = press.acknowledge === 'none' || press.isRun;
    const handle = isAtOnce ? work : () => bot.presses.inTurn(interaction.user.id, work);
    await run(interaction, { ...press, handle }, bot);
  }

  return (interaction: Interaction, bot: Bot): Promise<void> => {
    const person = interaction.user.id;
    return inRequest(
      async (id) => {
        let isAlreadySaid = false;
        try {
          const work = () => dispatch(interaction, bot);
          // What is typed into an option comes with every letter, and has limits of its own.
          await (interaction.isAutocomplete() ? work() : bot.presses.count(person, work));
        } catch (error) {
          await replyFailure(interaction, error, id, bot);
          isAlreadySaid = error instanceof UserError && error.code === 'spotify-link-lost';
        }
        await sayLinkLost(interaction, isAlreadySaid, bot);
      },
      { person, server: interaction.guildId ?? undefined },
    );
  };
}

async function run<I extends RepliableInteraction>(interaction: I, command: Handled<I>, bot: Bot) {
  if (bot.isClosing()) throw new UserError('closing', sentences.failure.closing);
  command.check?.(interaction, bot);
  const how =
    typeof command.acknowledge === 'function' ? command.acknowledge(interaction) : command.acknowledge;
  await acknowledge(interaction, how).catch((error: unknown) => {
    // The person may ask again at once: no place in line is reserved.
    bot.runs.cancel(interaction.user.id);
    throw error;
  });
  const reply = await command.handle(interaction, bot);
  if (reply !== undefined) await interaction.editReply({ ...quiet, ...reply });
}

async function offerChoices(interaction: AutocompleteInteraction, command: SlashCommand, bot: Bot) {
  try {
    const lookUp = async () => (await command.choices?.(interaction, bot)) ?? [];
    const choices = await bot.presses.offer(interaction.user.id, lookUp);
    await interaction.respond(choices.slice(0, discordMax.choices));
  } catch (error) {
    bot.log.debug({ causes: causeChain(error) }, 'no choices offered');
    if (!interaction.responded) await interaction.respond([]).catch(() => undefined);
  }
}

/** Shows the person a sentence, privately where the mistake is theirs; logs the causes under the same id. */
async function replyFailure(interaction: Interaction, error: unknown, id: string, bot: Bot): Promise<void> {
  const known = { causes: causeChain(error) };
  if (error instanceof UserError) bot.log.info(known, 'a request was refused');
  else if (isGone(error)) bot.log.warn(known, 'the interaction to answer is gone');
  else {
    const stack = error instanceof Error ? error.stack : undefined;
    bot.log.error({ ...known, stack }, 'an interaction failed');
  }
  if (isGone(error) || !interaction.isRepliable()) return;
  const reply = isForbidden(error)
    ? { content: textsFor(interaction).failure.cannotPost }
    : { content: failureText(error, id, personLanguage(interaction)), embeds: [], components: [] };
  try {
    const isAcknowledged = interaction.deferred || interaction.replied;
    // Known only where the reply is our own, not a pressed message.
    const isPublic = interaction.ephemeral === false;
    if (!isAcknowledged) await interaction.reply({ ...reply, flags: MessageFlags.Ephemeral });
    else if (isPublic && isPersonal(error)) await whisperInstead(interaction, reply);
    else if (!interaction.isCommand() && !isPublic) await whisper(interaction, reply);
    else await interaction.editReply(reply);
  } catch (sendError) {
    bot.log.warn({ ...known, sending: causeChain(sendError) }, 'the failure could not be shown');
  }
}

/** A Spotify link may end by itself at any time, also while choices are offered: the next answer says so. */
async function sayLinkLost(interaction: Interaction, isAlreadySaid: boolean, bot: Bot): Promise<void> {
  // A form, or a failure before the acknowledgement, can't be followed by anything.
  if (bot.accounts === null || !interaction.isRepliable() || !interaction.deferred) return;
  try {
    await bot.accounts.tellLoss(interaction.user.id, async (sentence) => {
      const content = inWords(sentence, personLanguage(interaction));
      if (!isAlreadySaid) await whisper(interaction, { content });
    });
  } catch (error) {
    bot.log.warn({ causes: causeChain(error) }, 'a person could not be told that their Spotify link ended');
  }
}

/** Is it better shown to this person alone, because only they can fix it? A restart concerns everybody in line. */
function isPersonal(error: unknown): boolean {
  return (error instanceof UserError && error.code !== 'restarting') || isForbidden(error);
}
