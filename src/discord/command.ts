/** The shapes of commands and of what can be pressed in messages. Plain objects, checked with `satisfies`. */
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
import type { Reply } from './reply/message.ts';

/**
 * How the dispatcher acknowledges, as its first await. `public` and `ephemeral` show "is thinking …" until the reply
 * replaces it; `update` leaves the pressed message as it is until the reply replaces it; with `none` the handler
 * acknowledges, and must do so first.
 */
export type Acknowledgement = 'public' | 'ephemeral' | 'update' | 'none';

export type Handled<Interaction> = {
  /** Runs before anything is awaited; what it throws is shown at once and to the person alone. */
  check?(interaction: Interaction, bot: Bot): void;
  acknowledge: Acknowledgement | ((interaction: Interaction) => Acknowledgement);
  /** Gives the reply, unless it has replied itself. */
  handle(interaction: Interaction, bot: Bot): Promise<Reply | undefined>;
};

type CommandData = { readonly name: string; toJSON(): RESTPostAPIApplicationCommandsJSONBody };

/** A choice offered while the person types. */
export type Choice = { name: string; value: string };

export type SlashCommand = Handled<ChatInputCommandInteraction> & {
  kind: 'slash';
  data: CommandData;
  /** At most 25 choices, within three seconds; a failure offers none. */
  choices?(interaction: AutocompleteInteraction, bot: Bot): Promise<Choice[]>;
};

export type MessageCommand = Handled<MessageContextMenuCommandInteraction> & {
  kind: 'message';
  data: CommandData;
};

export type Command = SlashCommand | MessageCommand;

export type PressInteraction = ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction;

/** A button, a select or a modal, found by the action in its custom id; `args` are the rest of that id. */
export type Press = Pick<Handled<PressInteraction>, 'acknowledge' | 'check'> & {
  action: string;
  /** It waits in line with the commands' runs, and takes no turn among presses. */
  isRun?: boolean;
  handle(interaction: PressInteraction, args: readonly string[], bot: Bot): Promise<Reply | undefined>;
};
