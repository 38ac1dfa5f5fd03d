/** `/history on|off|show`: the person's last answers, if they want a list of them. */

import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { texts } from '../../locales/en/index.ts';
import { historyReply } from './history-reply.ts';

export const history = {
  kind: 'slash',
  data: slashCommand('history')
    .addSubcommand((command) => worded(command, 'history.on'))
    .addSubcommand((command) => worded(command, 'history.off'))
    .addSubcommand((command) => worded(command, 'history.show')),
  acknowledge: 'ephemeral',
  async handle({ user, options }, { settings, results }) {
    const subcommand = options.getSubcommand();
    if (subcommand !== 'show') {
      await settings.setHistory(user.id, subcommand === 'on');
      return { content: subcommand === 'on' ? texts.history.on : texts.history.off };
    }
    const { historySince } = await settings.ofPerson(user.id);
    if (historySince === null) return historyReply(null);
    // Older answers are kept for their buttons only.
    const answers = await results.ofPerson(user.id);
    return historyReply(answers.filter(({ createdAt }) => createdAt >= historySince));
  },
} satisfies SlashCommand;
