/** `/history on|off|show`: the person's last answers, if they want a list of them. */

import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { quiet } from '../../discord/respond.ts';
import { texts } from '../../locales/en/index.ts';
import { historyReply } from './history-reply.ts';

export const history = {
  kind: 'slash',
  data: slashCommand('history')
    .addSubcommand((command) => worded(command, 'history.on'))
    .addSubcommand((command) => worded(command, 'history.off'))
    .addSubcommand((command) => worded(command, 'history.show')),
  acknowledge: 'ephemeral',
  async handle(interaction, { settings, results }) {
    const personId = interaction.user.id;
    switch (interaction.options.getSubcommand()) {
      case 'on':
        await settings.setHistory(personId, true);
        await interaction.editReply({ content: texts.history.on });
        return;
      case 'off':
        await settings.setHistory(personId, false);
        await interaction.editReply({ content: texts.history.off });
        return;
      default: {
        const { historySince } = await settings.ofPerson(personId);
        // What came before is kept for its buttons only.
        const listed =
          historySince === null
            ? null
            : (await results.ofPerson(personId)).filter(({ createdAt }) => createdAt >= historySince);
        await interaction.editReply({ ...quiet, ...historyReply(listed) });
      }
    }
  },
} satisfies SlashCommand;
