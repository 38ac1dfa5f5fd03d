/** The shapes of commands and of what is pressed in messages. Plain objects, checked with `satisfies`. */
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { Bot } from './bot.ts';

/**
 * How the dispatcher acknowledges, as its first await: `public` and `ephemeral` show that work goes on and the
 * handler edits that reply; `update` leaves the pressed message as it is until the handler edits it; `none` leaves
 * the acknowledging to the handler, which then must do it first.
 */
export type Acknowledgement = 'public' | 'ephemeral' | 'update' | 'none';

type Handled<Interaction> = {
  /**
   * Looked at before anything is awaited: what it throws is told at once and to the person alone. It may not wait.
   */
  check?(interaction: Interaction, bot: Bot): void;
  acknowledge: Acknowledgement | ((interaction: Interaction, bot: Bot) => Acknowledgement);
  handle(interaction: Interaction, bot: Bot): Promise<void>;
};

type CommandData = { readonly name: string; toJSON(): RESTPostAPIApplicationCommandsJSONBody };

export type SlashCommand = Handled<ChatInputCommandInteraction> & {
  kind: 'slash';
  data: CommandData;
  /** At most 25 choices, within three seconds; a failure offers none. */
  choices?(interaction: AutocompleteInteraction, bot: Bot): Promise<{ name: string; value: string }[]>;
};

export type MessageCommand = Handled<MessageContextMenuCommandInteraction> & {
  kind: 'message';
  data: CommandData;
};

export type Command = SlashCommand | MessageCommand;

export type PressInteraction = ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction;

/** A button, a select or a modal, found by the action in its custom id. */
export type Press = {
  action: string;
  acknowledge: Acknowledgement | ((interaction: PressInteraction) => Acknowledgement);
  handle(interaction: PressInteraction, parts: readonly string[], bot: Bot): Promise<void>;
};
