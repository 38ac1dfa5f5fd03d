/** A taste in words, and in numbers for a small chart. */

import { listed } from '../../model/feeling-words.ts';
import type { FeatureName } from '../../model/ranking.ts';
import { FEATURES } from '../../model/ranking.ts';
import { byFeature, FEELING } from '../ranking/features.ts';
import type { Weights } from '../ranking/tables.ts';
import { bendWeights, type Taste } from './taste.ts';

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
  energy: "a song's energy",
  moods: "a song's mood",
  themes: 'what a song is about',
  words: 'the story a song tells',
  light: "the photo's light and colour",
};

/** A part that changed by less is not worth a word, nor one that may as well be chance. */
const NOTABLE = 0.04;
const LIKELY = 0.6;
const CERTAIN = 0.9;
/** With fewer ratings nothing is claimed, and with fewer than the second all is a first impression. */
const FEW = 5;
const FIRST = 8;

function parts(features: Weights['features']): Record<FeatureName, number> {
  const sum = FEATURES.reduce((total, name) => total + Math.abs(features[name]), 0) || 1;
  return byFeature((name) => features[name] / sum);
}

/** As sure as it is of what changed most. */
function surenessOf({ count, change, sureness }: Taste): TasteWords['sureness'] {
  if (count === 0) return 'none';
  const [most] = FEATURES.toSorted((a, b) => Math.abs(change[b]) - Math.abs(change[a]));
  const sure = most === undefined ? 0 : sureness[most];
  if (count < FIRST || sure < LIKELY) return 'a first impression';
  return count < 20 || sure < CERTAIN ? 'fairly sure' : 'sure';
}

/** Below this, and only when sure, a part is a wish for contrast and not mere indifference. */
const AGAINST = -0.08;

function contrastSentence(rows: readonly TasteRow[]): string | null {
  const against = rows.filter(({ yours, sureness }) => yours < AGAINST && sureness >= CERTAIN);
  const sum = rows
    .filter(({ feature }) => FEELING.some((name) => name === feature))
    .reduce((total, { yours }) => total + yours, 0);
  if (against.length > 0 && sum < 2 * AGAINST) {
    return "You like contrast: songs that go against a photo's feeling rather than with it.";
  }
  if (against.some(({ feature }) => feature === 'energy')) {
    return 'You like contrast in energy: something lively for a quiet photo, something calm for a busy one.';
  }
  return null;
}

/** Who wants contrast in a feature cares about it, and is told so by itself. */
function caresSentence(rows: readonly TasteRow[]): string | null {
  const gain = ({ yours, usual }: TasteRow): number => yours - usual;
  const notable = rows.filter(
    (row) => row.yours >= 0 && Math.abs(gain(row)) >= NOTABLE && row.sureness >= LIKELY,
  );
  const named = (some: readonly TasteRow[]): string =>
    listed(some.slice(0, 2).map(({ feature }) => CARES[feature]));
  const more = notable.filter((row) => gain(row) > 0).sort((a, b) => gain(b) - gain(a));
  const less = notable.filter((row) => gain(row) < 0).sort((a, b) => gain(a) - gain(b));
  if (more.length === 0 && less.length === 0) return null;
  if (less.length === 0) return `You care more than most about ${named(more)}.`;
  if (more.length === 0) return `You care less than most about ${named(less)}.`;
  return `You care more than most about ${named(more)}, and less about ${named(less)}.`;
}

/** When nothing stands out yet. */
function unclear({ count, fits }: Taste): string {
  if (count < FEW) return "It's too early to say what you like.";
  if (fits < count / 3)
    return "I often don't meet your taste, and I'm still finding out what you would rather hear.";
  return fits > (2 * count) / 3
    ? 'You mostly agree with what I would pick anyway.'
    : "I haven't found a pattern in what you like yet.";
}

const SURE: Readonly<Record<TasteWords['sureness'], string>> = {
  none: '',
  'a first impression': "it's only a first impression",
  'fairly sure': "I'm fairly sure of it",
  sure: "I'm sure of it",
};

/** "You care more than most about a song's energy. Learned from 23 ratings; I'm sure of it." */
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
  const learned =
    count < FEW ? [] : [contrastSentence(rows), caresSentence(rows)].filter((sentence) => sentence !== null);
  const from = `Learned from ${count === 1 ? '1 rating' : `${count} ratings`}`;
  const sentences =
    learned.length > 0 ? [...learned, `${from}; ${SURE[sureness]}.`] : [unclear(taste), `${from} so far.`];
  return { sentences, sureness, count, rows };
}
