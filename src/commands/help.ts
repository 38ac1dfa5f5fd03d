/** `/help`: what the bot does, and what is switched on here. */
import type { SlashCommand } from '../bot/command.ts';
import { slashCommand } from './everywhere.ts';
import { helpReply } from './replies/help.ts';

export const help = {
  kind: 'slash',
  data: slashCommand('help'),
  acknowledge: 'ephemeral',
  async handle(interaction, { features, version }) {
    await interaction.editReply(helpReply(features, version));
  },
} satisfies SlashCommand;
