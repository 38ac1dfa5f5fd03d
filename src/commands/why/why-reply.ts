/** Why a song stands where it stands: every feature the ranking looked at, as a bar. */
import { ComponentType } from 'discord.js';
import { actionButton } from '../../discord/answer/actions.ts';
import { ratingButtons } from '../../discord/answer/buttons.ts';
import { listenLinks } from '../../discord/answer/songs-reply.ts';
import { bar, percent } from '../../discord/reply/bars.ts';
import { escaped, safeLink } from '../../discord/reply/escape.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { FeatureName } from '../../model/ranking.ts';
import type { ShownMatch } from '../../store/shown-ranking.ts';

const order: readonly FeatureName[] = ['valence', 'energy', 'moods', 'themes', 'words', 'light'];

/** A weight below 0 is that of somebody who, by their ratings, likes the song to differ from the photo there. */
const counts = (weight: number): string =>
  weight < 0 ? texts.why.contrast(percent(-weight)) : texts.why.weight(percent(weight));

/** For one person's eyes, with buttons to rate this very song and, where that is switched on, to hear it. */
export function whyReply(resultId: string, match: ShownMatch, canHear: boolean): ReplyMessage {
  const { song, features, reading } = match;
  const url = safeLink(song.url) ?? safeLink(match.youtube);
  const cover = safeLink(song.cover, 500);
  const width = Math.max(...order.map((name) => texts.why.features[name].length));
  // A feature without weight had no say; heaviest first reads as "what mattered most".
  const rows = order
    .filter((name) => features[name].weight !== 0)
    .toSorted((a, b) => Math.abs(features[b].weight) - Math.abs(features[a].weight))
    .map((name) => {
      const { fit, weight } = features[name];
      const shown = fit === null ? texts.why.unread : `${bar(fit)} ${percent(fit)} %`;
      return `\`${texts.why.features[name].padEnd(width)} ${shown}\` · ${counts(weight)}`;
    });
  const lines = [
    escaped(match.vibe, 300) === '' ? null : `*${escaped(match.vibe, 300)}*`,
    escaped(match.reason, 300) || null,
    rows.join('\n') || null,
    listenLinks(match) || null,
  ];
  return {
    embeds: [
      {
        color: match.rank === 1 ? colours.gold : colours.brand,
        author: { name: texts.why.title(match.rank) },
        title: `${escaped(song.title, 80)} · ${escaped(song.artists.join(', '), 40) || texts.ranking.unknownArtist}`,
        ...(url === null ? {} : { url }),
        description: lines.filter((line) => line !== null).join('\n\n'),
        ...(cover?.startsWith('https:') ? { thumbnail: { url: cover } } : {}),
        footer: { text: `${texts.why.percentile(percent(match.score))}\n${texts.why.basis[reading.basis]}` },
      },
    ],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          ...ratingButtons(resultId, match.rank),
          ...(canHear ? [actionButton('preview', resultId, String(match.rank))] : []),
        ],
      },
    ],
  };
}
