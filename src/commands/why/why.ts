/** "Why this one?": the features of one song, for the person alone. */
import { actionButton, ratingButtons } from '../../discord/answer/buttons.ts';
import { artistsOf, embedLinks, listenLinks } from '../../discord/answer/embeds-reply.ts';
import { matchOf } from '../../discord/answer/give-answer.ts';
import type { Press } from '../../discord/command.ts';
import { textsFor } from '../../discord/language.ts';
import { bar, escaped, italic, joined, percent } from '../../discord/reply/escape.ts';
import { colours, type ReplyMessage, row } from '../../discord/reply/message.ts';
import type { Texts } from '../../locales/words.ts';
import { pad, widest } from '../../model/columns.ts';
import { FEATURES } from '../../model/ranking.ts';
import type { ShownMatch } from '../../store/results.ts';

export const why = {
  action: 'why',
  acknowledge: 'ephemeral',
  async handle(interaction, [resultId], bot) {
    const rank = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const { result, match } = await matchOf(resultId, rank, bot);
    return whyReply(result.id, match, bot.previews !== null, textsFor(interaction));
  },
} satisfies Press;

/** With buttons to rate this song and, where that is switched on, to hear it. */
export function whyReply(resultId: string, match: ShownMatch, canHear: boolean, texts: Texts): ReplyMessage {
  const { song, rank, reading, score } = match;
  const words = texts.why;
  const paragraphs = [
    italic(match.vibe, 300),
    escaped(match.reason, 300),
    featureLines(match, texts),
    listenLinks(match, texts),
  ];
  return {
    embeds: [
      {
        color: rank === 1 ? colours.gold : colours.brand,
        author: { name: words.title(rank) },
        title: `${escaped(song.title, 80)} · ${artistsOf(song, 40, texts)}`,
        description: joined(paragraphs, '\n\n'),
        footer: {
          text: `${match.isGuess ? words.guess : words.chance(percent(score))}\n${words.basis[reading.basis]}`,
        },
        ...embedLinks(match),
      },
    ],
    components: [
      row([
        ...ratingButtons(texts, resultId, rank),
        ...(canHear ? [actionButton(texts, 'preview', resultId, String(rank))] : []),
      ]),
    ],
  };
}

/** Features that counted, heaviest first. A negative weight: by their ratings, the person likes a contrast there. */
function featureLines({ features }: ShownMatch, { why: words, ranking }: Texts): string {
  const width = widest(FEATURES.map((name) => words.features[name]));
  return FEATURES.filter((name) => features[name].weight !== 0)
    .toSorted((a, b) => Math.abs(features[b].weight) - Math.abs(features[a].weight))
    .map((name) => {
      const { fit, weight } = features[name];
      const shown = fit === null ? words.unread : `${bar(fit)} ${ranking.percent(percent(fit))}`;
      const counts = weight < 0 ? words.contrast(percent(-weight)) : words.weight(percent(weight));
      return `\`${pad(words.features[name], width)} ${shown}\` · ${counts}`;
    })
    .join('\n');
}
