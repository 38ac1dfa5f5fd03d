/** `/taste show|reset`: what the person's ratings have taught. */
import { pictureInTime } from '../bot/answer-pictures.ts';
import type { SlashCommand } from '../bot/command.ts';
import { tasteOf } from '../bot/taste-of.ts';
import { tasteWords } from '../pipeline/taste-words.ts';
import { slashCommand } from './everywhere.ts';
import { worded } from './locales/words.ts';
import { chartName, tasteReply } from './replies/taste.ts';
import { texts } from './replies/texts.ts';

export const taste = {
  kind: 'slash',
  data: slashCommand('taste')
    .addSubcommand((command) => worded(command, 'taste.show'))
    .addSubcommand((command) => worded(command, 'taste.reset')),
  acknowledge: 'ephemeral',
  async handle(interaction, bot) {
    const { ratings, weights } = bot;
    const personId = interaction.user.id;
    if (interaction.options.getSubcommand() === 'reset') {
      const removed = await ratings.removeOfPerson(personId);
      await interaction.editReply({ content: texts.taste.reset(removed) });
      return;
    }
    const words = tasteWords(await tasteOf(personId, bot), weights);
    const chart =
      words.count === 0
        ? null
        : await pictureInTime((pictures, signal) => pictures.tasteChart(words, { signal }), bot);
    await interaction.editReply({
      ...tasteReply(words, await ratings.ofPerson(personId), chart !== null),
      files:
        chart === null
          ? []
          : [{ name: chartName, attachment: Buffer.from(chart.png), description: chart.alt }],
    });
  },
} satisfies SlashCommand;
