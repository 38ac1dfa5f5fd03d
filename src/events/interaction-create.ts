import { Events } from 'discord.js';
import { createDispatch } from '../bot/dispatch.ts';
import { on } from '../bot/listener.ts';
import { presses } from '../commands/components/index.ts';
import { commands } from '../commands/index.ts';

const dispatch = createDispatch(commands, presses);

/** A command, a button, a select, a modal, or somebody typing into an option. */
export const interactionCreate = on(Events.InteractionCreate, async (bot, interaction) => {
  if (bot.isNew(interaction.id)) await dispatch(interaction, bot);
});
