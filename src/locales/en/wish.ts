/** What was understood of a person's wish. Only words of the lexicon, or plain letters, are repeated. */
import { listed } from '../../model/feeling-words.ts';

/** One thing that was wished; `degree` is 1 for "sadder", more for "much sadder". */
type Phrase = {
  kind: 'feeling' | 'subject';
  direction: 'toward' | 'more' | 'less' | 'none';
  degree: number;
  name: string;
};

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

function subject({ direction, name }: Phrase): string {
  if (direction === 'none') return `nothing about “${name}”`;
  return direction === 'less' ? `less about “${name}”` : `about “${name}”`;
}

function feeling({ direction, degree, name }: Phrase): string {
  const much = degree > 1 ? 'much ' : degree < 1 ? 'a little ' : '';
  if (direction === 'more') return `${much}${comparatives[name] ?? `more ${name}`}`;
  if (direction === 'less') return `${much}less ${name}`;
  return direction === 'none' ? `not ${name}` : name;
}

const torn = {
  valence: 'Brighter and sadder contradict each other, so I left that as it was.',
  energy: 'Livelier and calmer contradict each other, so I left that as it was.',
};

export const wish = {
  empty: `You left that empty, so nothing changed. ${tryThis}`,
  nothingFound: `I couldn't find a feeling or a subject in those words, so nothing changed. ${tryThis}`,
  understood: (
    wanted: readonly Phrase[],
    isCut: boolean,
    tornAxes: readonly ('valence' | 'energy')[],
  ): string => {
    const phrases = wanted.map((one) => (one.kind === 'subject' ? subject(one) : feeling(one)));
    const told = listed([...new Set(phrases)].slice(0, 6));
    const rest = [
      ...(isCut ? ['I read only the beginning of it.'] : []),
      ...tornAxes.map((axis) => torn[axis]),
    ];
    return [`I took that as: ${told}.`, ...rest].join(' ');
  },
} as const;
