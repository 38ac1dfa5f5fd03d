/** What is kept about a person, and what was removed. */
import type { Feature } from '../../discord/bot.ts';
import { colours, type ReplyMessage } from '../../discord/reply/message.ts';
import { texts } from '../../locales/en/index.ts';
import type { Removed } from './personal-data.ts';

/** What is kept, who else sees something (only services that are switched on), and how to get rid of it. */
export function privacyReply(features: readonly Feature[]): ReplyMessage {
  const words = texts.privacy;
  const names = features.flatMap(({ on, sees }) => (on && sees !== null ? [sees] : []));
  const lines = [
    ...words.show,
    names.length === 0 ? words.noServices : words.services([...new Set(names)].join('; ')),
    words.commands,
  ];
  return { embeds: [{ color: colours.brand, title: words.title, description: lines.join('\n\n') }] };
}

export function removedReply({ settings, spotify, ratings, results }: Removed): ReplyMessage {
  const words = texts.privacy.parts;
  const parts = [
    settings ? words.settings : null,
    ratings > 0 ? words.ratings(ratings) : null,
    results > 0 ? words.results(results) : null,
    spotify ? words.spotify : null,
  ].filter((part) => part !== null);
  return {
    content: parts.length === 0 ? texts.privacy.nothingKept : texts.privacy.deleted(parts.join(', ')),
  };
}
