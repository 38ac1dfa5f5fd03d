/** `/history on|off|show`: the person's last answers, if they want a list of them. */
import { quiet } from '../bot/answer.ts';
import type { SlashCommand } from '../bot/command.ts';
import { slashCommand } from './everywhere.ts';
import { worded } from './locales/words.ts';
import { historyReply } from './replies/history.ts';
import { texts } from './replies/texts.ts';

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
