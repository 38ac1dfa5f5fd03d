/** `/taste show|reset`: what the person's ratings have taught. */
import { pictureInTime } from '../../discord/answer/answer-pictures.ts';
import type { SlashCommand } from '../../discord/command.ts';
import { tasteOf } from '../../discord/run/taste-of.ts';
import { slashCommand } from '../../discord/slash-command.ts';
import { worded } from '../../locales/command-names/words.ts';
import { texts } from '../../locales/en/texts.ts';
import { tasteWords } from '../../pipeline/taste/taste-words.ts';
import { chartName, tasteReply } from './taste-reply.ts';

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
