/** `/help`: what the bot does, and what is switched on here. */
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { helpReply } from './help-reply.ts';

export const help = {
  kind: 'slash',
  data: slashCommand('help'),
  acknowledge: 'ephemeral',
  handle: async (_interaction, { features, version }) => helpReply(features, version),
} satisfies SlashCommand;
