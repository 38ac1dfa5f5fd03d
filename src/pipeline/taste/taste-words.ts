/** A taste in words. */
import { sentences } from '../../locales/sentences.ts';
import { FEATURES, type FeatureName } from '../../model/ranking.ts';
import type { Sentence } from '../../model/sentence.ts';
import { byFeature, FEELING } from '../ranking/features.ts';
import type { Weights } from '../ranking/tables.ts';
import { bendWeights, type Taste } from './taste.ts';

const words = sentences.learnedTaste;

/** A part that changed by less than this, or that may as well be chance, is not worth a word. */
const NOTABLE = 0.04;
const LIKELY = 0.6;
const CERTAIN = 0.9;
/** Below this, and only when certain, a part is a wish for contrast and not just indifference. */
const AGAINST = -0.08;
/** Ratings below which nothing is claimed, all is a first impression, and nothing is certain. */
const FEW = 5;
const FIRST = 8;
const MANY = 20;

/** A feature's part in a ranking, -1..1, below 0 for contrast; without signs the parts of all sum to 1. */
type Part = { name: FeatureName; yours: number; usual: number; sureness: number };

function parts(features: Weights['features']): Record<FeatureName, number> {
  const sum = FEATURES.reduce((total, name) => total + Math.abs(features[name]), 0) || 1;
  return byFeature((name) => features[name] / sum);
}

/** How sure it is of what changed most. */
function howSure({ count, change, sureness }: Taste): 'first' | 'fairly' | 'sure' {
  const [most = FEATURES[0]] = FEATURES.toSorted((a, b) => Math.abs(change[b]) - Math.abs(change[a]));
  if (count < FIRST || sureness[most] < LIKELY) return 'first';
  return count < MANY || sureness[most] < CERTAIN ? 'fairly' : 'sure';
}

function contrastSentences(all: readonly Part[]): Sentence[] {
  const against = all.filter(({ yours, sureness }) => yours < AGAINST && sureness >= CERTAIN);
  const feeling = FEELING.reduce((sum, name) => sum + (all.find((one) => one.name === name)?.yours ?? 0), 0);
  if (against.length > 0 && feeling < 2 * AGAINST) {
    return [words.contrast];
  }
  return against.some(({ name }) => name === 'energy') ? [words.contrastInEnergy] : [];
}

/** Contrast is a way of caring, and has its own sentence. */
function careSentences(all: readonly Part[]): Sentence[] {
  const gain = ({ yours, usual }: Part): number => yours - usual;
  const notable = all
    .filter((part) => part.yours >= 0 && Math.abs(gain(part)) >= NOTABLE && part.sureness >= LIKELY)
    .sort((a, b) => Math.abs(gain(b)) - Math.abs(gain(a)));
  const named = (some: readonly Part[]): FeatureName[] => some.slice(0, 2).map(({ name }) => name);
  const more = named(notable.filter((part) => gain(part) > 0));
  const less = named(notable.filter((part) => gain(part) < 0));
  if (more.length > 0 && less.length > 0) return [words.moreAndLess(more, less)];
  if (more.length > 0) return [words.more(more)];
  return less.length === 0 ? [] : [words.less(less)];
}

/** When nothing stands out yet. */
function unclear({ count, fits }: Taste): Sentence {
  if (count < FEW) return words.tooEarly;
  if (fits < count / 3) return words.seldomMet;
  return fits > (2 * count) / 3 ? words.agrees : words.noPattern;
}

/** At least one sentence: "You care more than most about a song's energy.", "Learned from 23 ratings; I'm sure of it." */
export function tasteWords(taste: Taste, weights: Weights): Sentence[] {
  const { count, sureness } = taste;
  if (count === 0) return [words.unknown];
  const usual = parts(weights.features);
  const yours = parts(bendWeights(weights, taste).features);
  const all = FEATURES.map((name) => ({
    name,
    yours: yours[name],
    usual: usual[name],
    sureness: sureness[name],
  }));
  const learned = count < FEW ? [] : [...contrastSentences(all), ...careSentences(all)];
  return learned.length > 0
    ? [...learned, words.from(count, howSure(taste))]
    : [unclear(taste), words.from(count, 'soFar')];
}
