/** A taste in words. */
import { listed } from '../../model/feeling-words.ts';
import { FEATURES, type FeatureName } from '../../model/ranking.ts';
import { byFeature, FEELING } from '../ranking/features.ts';
import type { Weights } from '../ranking/tables.ts';
import { bendWeights, type Taste } from './taste.ts';

const CARES: Readonly<Record<FeatureName, string>> = {
  valence: 'how bright or sad a song is',
  energy: "a song's energy",
  moods: "a song's mood",
  themes: 'what a song is about',
  words: 'the story a song tells',
};

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
function sureWords({ count, change, sureness }: Taste): string {
  const [most = FEATURES[0]] = FEATURES.toSorted((a, b) => Math.abs(change[b]) - Math.abs(change[a]));
  if (count < FIRST || sureness[most] < LIKELY) return "it's only a first impression";
  return count < MANY || sureness[most] < CERTAIN ? "I'm fairly sure of it" : "I'm sure of it";
}

function contrastSentences(all: readonly Part[]): string[] {
  const against = all.filter(({ yours, sureness }) => yours < AGAINST && sureness >= CERTAIN);
  const feeling = FEELING.reduce((sum, name) => sum + (all.find((one) => one.name === name)?.yours ?? 0), 0);
  if (against.length > 0 && feeling < 2 * AGAINST) {
    return ["You like contrast: songs that go against a photo's feeling rather than with it."];
  }
  return against.some(({ name }) => name === 'energy')
    ? ['You like contrast in energy: something lively for a quiet photo, something calm for a busy one.']
    : [];
}

/** Contrast is a way of caring, and has its own sentence. */
function careSentences(all: readonly Part[]): string[] {
  const gain = ({ yours, usual }: Part): number => yours - usual;
  const notable = all
    .filter((part) => part.yours >= 0 && Math.abs(gain(part)) >= NOTABLE && part.sureness >= LIKELY)
    .sort((a, b) => Math.abs(gain(b)) - Math.abs(gain(a)));
  const named = (some: readonly Part[]): string => listed(some.slice(0, 2).map(({ name }) => CARES[name]));
  const more = named(notable.filter((part) => gain(part) > 0));
  const less = named(notable.filter((part) => gain(part) < 0));
  if (more !== '' && less !== '') return [`You care more than most about ${more}, and less about ${less}.`];
  if (more !== '') return [`You care more than most about ${more}.`];
  return less === '' ? [] : [`You care less than most about ${less}.`];
}

/** When nothing stands out yet. */
function unclear({ count, fits }: Taste): string {
  if (count < FEW) return "It's too early to say what you like.";
  if (fits < count / 3) {
    return "I often don't meet your taste, and I'm still finding out what you would rather hear.";
  }
  return fits > (2 * count) / 3
    ? 'You mostly agree with what I would pick anyway.'
    : "I haven't found a pattern in what you like yet.";
}

/** At least one sentence: "You care more than most about a song's energy.", "Learned from 23 ratings; I'm sure of it." */
export function tasteWords(taste: Taste, weights: Weights): string[] {
  const { count, sureness } = taste;
  if (count === 0) {
    return ["I don't know your taste yet. Tell me which songs fit and which don't, and I'll learn it."];
  }
  const usual = parts(weights.features);
  const yours = parts(bendWeights(weights, taste).features);
  const all = FEATURES.map((name) => ({
    name,
    yours: yours[name],
    usual: usual[name],
    sureness: sureness[name],
  }));
  const learned = count < FEW ? [] : [...contrastSentences(all), ...careSentences(all)];
  const from = `Learned from ${count === 1 ? '1 rating' : `${count} ratings`}`;
  return learned.length > 0
    ? [...learned, `${from}; ${sureWords(taste)}.`]
    : [unclear(taste), `${from} so far.`];
}
