/** `/taste show|reset`: the ratings that are kept. */
import type { SlashCommand } from '../bot/command.ts';
import { slashCommand } from './everywhere.ts';
import { worded } from './locales/words.ts';
import { tasteReply } from './replies/taste.ts';
import { texts } from './replies/texts.ts';

export const taste = {
  kind: 'slash',
  data: slashCommand('taste')
    .addSubcommand((command) => worded(command, 'taste.show'))
    .addSubcommand((command) => worded(command, 'taste.reset')),
  acknowledge: 'ephemeral',
  async handle(interaction, { ratings }) {
    const personId = interaction.user.id;
    if (interaction.options.getSubcommand() === 'reset') {
      const removed = await ratings.removeOfPerson(personId);
      await interaction.editReply({ content: texts.taste.reset(removed) });
      return;
    }
    await interaction.editReply(tasteReply(await ratings.ofPerson(personId)));
  },
} satisfies SlashCommand;
