/** `/taste show|reset`: what the person's ratings have taught. */
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand, worded } from '../../discord/command-builder.ts';
import { tasteOf } from '../../discord/run/taste.ts';
import { texts } from '../../locales/en/index.ts';
import { tasteWords } from '../../pipeline/taste/taste-words.ts';
import { tasteReply } from './taste-reply.ts';

export const taste = {
  kind: 'slash',
  data: slashCommand('taste')
    .addSubcommand((command) => worded(command, 'taste.show'))
    .addSubcommand((command) => worded(command, 'taste.reset')),
  acknowledge: 'ephemeral',
  async handle(interaction, bot) {
    const personId = interaction.user.id;
    if (interaction.options.getSubcommand() === 'reset') {
      const removed = await bot.ratings.removeOfPerson(personId);
      return { content: texts.taste.reset(removed) };
    }
    const words = tasteWords(await tasteOf(personId, bot), bot.weights);
    return tasteReply(words, await bot.ratings.ofPerson(personId));
  },
} satisfies SlashCommand;
