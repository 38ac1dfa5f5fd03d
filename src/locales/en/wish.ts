/** What was understood of a person's wish. Only words of the lexicon, or plain letters, are repeated. */
import { listed } from '../../model/feeling-words.ts';

type Direction = 'toward' | 'more' | 'less' | 'none';

const comparatives: Readonly<Record<string, string>> = {
  sad: 'sadder',
  happy: 'happier',
  calm: 'calmer',
  dark: 'darker',
  bright: 'brighter',
  slow: 'slower',
  fast: 'faster',
  quiet: 'quieter',
  loud: 'louder',
  soft: 'softer',
  warm: 'warmer',
  cold: 'colder',
  heavy: 'heavier',
  lively: 'livelier',
  gentle: 'gentler',
  angry: 'angrier',
  deep: 'deeper',
  wild: 'wilder',
};

const tryThis = 'Try “more hopeful”, “less busy” or “no love songs”.';

export const wishTexts = {
  empty: `You left that empty, so nothing changed. ${tryThis}`,
  nothingFound: `I couldn't find a feeling or a subject in those words, so nothing changed. ${tryThis}`,
  subject(direction: Direction, name: string): string {
    if (direction === 'none') return `nothing about “${name}”`;
    return direction === 'less' ? `less about “${name}”` : `about “${name}”`;
  },
  /** `degree` is 1 for "sadder", more for "much sadder". */
  feeling(direction: Direction, degree: number, name: string): string {
    const much = degree > 1 ? 'much ' : degree < 1 ? 'a little ' : '';
    if (direction === 'more') return `${much}${comparatives[name] ?? `more ${name}`}`;
    if (direction === 'less') return `${much}less ${name}`;
    return direction === 'none' ? `not ${name}` : name;
  },
  understood: (phrases: readonly string[], isCut: boolean): string =>
    `I took that as: ${listed(phrases)}.${isCut ? ' I read only the beginning of it.' : ''}`,
  torn: {
    valence: 'Brighter and sadder contradict each other, so I left that as it was.',
    energy: 'Livelier and calmer contradict each other, so I left that as it was.',
  },
};
