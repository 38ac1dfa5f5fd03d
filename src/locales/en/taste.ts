/** What ratings have taught, in words. */
import { listed } from '../../model/feeling-words.ts';
import type { FeatureName } from '../../model/ranking.ts';
import { counted } from './common.ts';

const cares: Readonly<Record<FeatureName, string>> = {
  valence: 'how bright or sad a song is',
  energy: "a song's energy",
  moods: "a song's mood",
  themes: 'what a song is about',
  words: 'the story a song tells',
};

const named = (parts: readonly FeatureName[]): string => listed(parts.map((part) => cares[part]));

const sureness = {
  soFar: ' so far',
  first: "; it's only a first impression",
  fairly: "; I'm fairly sure of it",
  sure: "; I'm sure of it",
};

export const learnedTaste = {
  unknown: "I don't know your taste yet. Tell me which songs fit and which don't, and I'll learn it.",
  more: (parts: readonly FeatureName[]) => `You care more than most about ${named(parts)}.`,
  less: (parts: readonly FeatureName[]) => `You care less than most about ${named(parts)}.`,
  moreAndLess: (more: readonly FeatureName[], less: readonly FeatureName[]) =>
    `You care more than most about ${named(more)}, and less about ${named(less)}.`,
  contrast: "You like contrast: songs that go against a photo's feeling rather than with it.",
  contrastInEnergy:
    'You like contrast in energy: something lively for a quiet photo, something calm for a busy one.',
  tooEarly: "It's too early to say what you like.",
  seldomMet: "I often don't meet your taste, and I'm still finding out what you would rather hear.",
  agrees: 'You mostly agree with what I would pick anyway.',
  noPattern: "I haven't found a pattern in what you like yet.",
  from: (ratings: number, how: keyof typeof sureness) =>
    `Learned from ${counted(ratings, 'rating')}${sureness[how]}.`,
} as const;
