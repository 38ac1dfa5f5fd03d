/** `/taste show|reset`: what the person's ratings have taught. */
import type { SlashCommand } from '../../discord/command.ts';
import { slashCommand } from '../../discord/command-builder.ts';
import { personLanguage, textsFor } from '../../discord/language.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { inWords } from '../../locales/in-words.ts';
import type { Texts } from '../../locales/words.ts';
import { learnTaste } from '../../pipeline/taste/taste.ts';
import { latestMark } from '../../pipeline/taste/taste-ratings.ts';
import { tasteWords } from '../../pipeline/taste/taste-words.ts';
import type { RatedResult } from '../../store/ratings.ts';

export const taste = {
  kind: 'slash',
  data: slashCommand('taste', 'taste.show', 'taste.reset'),
  acknowledge: 'ephemeral',
  async handle(interaction, bot) {
    const personId = interaction.user.id;
    const { taste: words } = textsFor(interaction);
    if (interaction.options.getSubcommand() === 'reset') {
      const removed = await bot.ratings.removeOfPerson(personId);
      return { content: words.reset(removed) };
    }
    const rated = await bot.ratings.ofPerson(personId);
    const learned = learnTaste(rated, bot.weights);
    const language = personLanguage(interaction);
    const sentences = tasteWords(learned, bot.weights).map((sentence) => inWords(sentence, language));
    if (learned.count === 0) return { content: `${sentences.join(' ')} ${words.howTo}` };
    return tasteReply(sentences, rated, words);
  },
} satisfies SlashCommand;

/** The taste in words, and the ratings it was learned from. */
function tasteReply(
  sentences: readonly string[],
  rated: readonly RatedResult[],
  words: Texts['taste'],
): ReplyMessage {
  const verdicts = rated.flatMap(({ shown, marks }) =>
    shown.flatMap(({ rank }) => latestMark(marks, rank)?.verdict ?? []),
  );
  const fits = verdicts.filter((verdict) => verdict === 'fits').length;
  const kept = words.kept(verdicts.length, rated.length);
  const counts = words.counts(fits, verdicts.length - fits);
  return {
    embeds: [
      {
        color: colours.gold,
        title: words.title,
        description: sentences.join('\n\n'),
        footer: { text: `${kept} ${counts}\n${words.counted}` },
      },
    ],
  };
}
