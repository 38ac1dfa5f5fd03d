/** A taste in words, and in numbers for a small chart. */
import { byFeature, FEATURES, FEELING } from './comparison.ts';
import { listed } from './feeling-words.ts';
import type { Weights } from './tables.ts';
import { bendWeights, type Taste } from './taste.ts';
import type { FeatureName } from './types.ts';

export type TasteWords = {
  /** To be read one after the other; at least one. */
  sentences: string[];
  sureness: 'none' | 'a first impression' | 'fairly sure' | 'sure';
  /** Ratings it was learned from. */
  count: number;
  /** A row for each feature, what matters most to the person first. */
  rows: TasteRow[];
};

export type TasteRow = {
  feature: FeatureName;
  label: string;
  /** Its part in a ranking, -1..1, below 0 for contrast; without signs the parts of all rows sum to 1. */
  yours: number;
  /** The same for somebody who never rated. */
  usual: number;
  /** How sure it is that yours differs, 0..1. */
  sureness: number;
};

const LABELS: Readonly<Record<FeatureName, string>> = {
  valence: 'brightness',
  energy: 'energy',
  moods: 'mood',
  themes: 'subject',
  words: 'story',
  light: 'light and colour',
};

const CARES: Readonly<Record<FeatureName, string>> = {
  valence: 'how bright or sad a song is',
  energy: 'its energy',
  moods: 'its mood',
  themes: 'what it is about',
  words: 'the story it tells',
  light: "the photo's light and colour",
};

/** A part that changed by less is not worth a word, nor one that may as well be chance. */
const NOTABLE = 0.04;
const LIKELY = 0.6;
const CERTAIN = 0.9;

function parts(features: Weights['features']): Record<FeatureName, number> {
  const sum = FEATURES.reduce((total, name) => total + Math.abs(features[name]), 0) || 1;
  return byFeature((name) => features[name] / sum);
}

/** As sure as it is of what changed most. */
function surenessOf({ count, change, sureness }: Taste): TasteWords['sureness'] {
  if (count === 0) return 'none';
  const [most] = FEATURES.toSorted((a, b) => Math.abs(change[b]) - Math.abs(change[a]));
  const sure = most === undefined ? 0 : sureness[most];
  if (count < 8 || sure < LIKELY) return 'a first impression';
  return count < 20 || sure < CERTAIN ? 'fairly sure' : 'sure';
}

function contrastSentence(rows: readonly TasteRow[]): string | null {
  const against = rows.filter(
    ({ yours, feature }) => yours < -NOTABLE && FEELING.some((one) => one === feature),
  );
  if (against.length === 0) return null;
  if (against.length === 1 && against[0]?.feature === 'energy') {
    return 'You like contrast in energy: something lively for a quiet photo, something calm for a busy one.';
  }
  if (against.length === 1 && against[0]?.feature === 'light') return null;
  return "You like contrast: songs that go against a photo's feeling rather than with it.";
}

function caresSentence(rows: readonly TasteRow[]): string | null {
  const gain = ({ yours, usual }: TasteRow): number => Math.abs(yours) - Math.abs(usual);
  const notable = rows.filter((row) => Math.abs(gain(row)) >= NOTABLE && row.sureness >= LIKELY);
  const named = (some: readonly TasteRow[]): string =>
    listed(some.slice(0, 2).map(({ feature }) => CARES[feature]));
  const more = notable.filter((row) => gain(row) > 0 && row.yours > 0).sort((a, b) => gain(b) - gain(a));
  const less = notable.filter((row) => gain(row) < 0).sort((a, b) => gain(a) - gain(b));
  if (more.length === 0 && less.length === 0) return null;
  if (less.length === 0) return `You care more than most about ${named(more)}.`;
  if (more.length === 0) return `You care less than most about ${named(less)}.`;
  return `You care more than most about ${named(more)}, and less about ${named(less)}.`;
}

const SURE: Readonly<Record<TasteWords['sureness'], string>> = {
  none: '',
  'a first impression': "it's only a first impression",
  'fairly sure': "I'm fairly sure of it",
  sure: "I'm sure of it",
};

/** "You care more than most about its energy, and less about its mood. Learned from 23 ratings; I'm sure of it." */
export function tasteWords(taste: Taste, weights: Weights): TasteWords {
  const usual = parts(weights.features);
  const yours = parts(bendWeights(weights, taste).features);
  const rows = FEATURES.map(
    (feature): TasteRow => ({
      feature,
      label: LABELS[feature],
      yours: yours[feature],
      usual: usual[feature],
      sureness: taste.sureness[feature],
    }),
  ).sort((a, b) => Math.abs(b.yours) - Math.abs(a.yours));
  const { count } = taste;
  const sureness = surenessOf(taste);
  if (count === 0) {
    const sentence =
      "I don't know your taste yet. Tell me which songs fit and which don't, and I'll learn it.";
    return { sentences: [sentence], sureness, count, rows };
  }
  const learned = [contrastSentence(rows), caresSentence(rows)].filter((sentence) => sentence !== null);
  const from = `Learned from ${count === 1 ? '1 rating' : `${count} ratings`}; ${SURE[sureness]}.`;
  const sentences =
    learned.length > 0 ? [...learned, from] : [`So far you agree with what I'd have picked anyway. ${from}`];
  return { sentences, sureness, count, rows };
}
