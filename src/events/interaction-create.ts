import { Events } from 'discord.js';
import { commands, presses } from '../commands/index.ts';
import { createDispatch } from '../discord/dispatch.ts';
import { on } from '../discord/listener.ts';

const dispatch = createDispatch(commands, presses);

/** A command, a button, a select, a modal, or somebody typing into an option. */
export const interactionCreate = on(Events.InteractionCreate, async (bot, interaction) => {
  if (bot.isNew(interaction.id)) await dispatch(interaction, bot);
});
