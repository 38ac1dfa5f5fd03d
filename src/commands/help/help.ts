/** `/help`: what the bot does, and what is switched on here. */
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { helpReply } from './help-reply.ts';

export const help = {
  kind: 'slash',
  data: slashCommand('help'),
  acknowledge: 'ephemeral',
  async handle(interaction, { features, version }) {
    await interaction.editReply(helpReply(features, version));
  },
} satisfies SlashCommand;
