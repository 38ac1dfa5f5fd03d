/**
 * Ratings → a person's taste, by Bayesian linear regression: whether a song is said to fit is explained by its fits,
 * around what the ranker's own weights expect. A dozen ratings bend the weights and none breaks them. The order of
 * the ratings makes no difference, so taking one back undoes it exactly.
 */
import { FEATURES, type FeatureName } from '../../model/ranking.ts';
import { erf } from '../evidence/normal.ts';
import { byFeature, FEELING } from '../ranking/features.ts';
import type { Weights } from '../ranking/tables.ts';
import { type Observation, posterior } from './ridge.ts';
import { type RatedSongs, type Rating, ratingsOf, SPREADS } from './taste-ratings.ts';

type Numbers = Record<FeatureName, number>;

/** What was learned from a person's ratings. */
export type Taste = {
  /** Ratings it was learned from. */
  count: number;
  /** How many of these said that the song fits. */
  fits: number;
  /** What to add to the ranker's weights; where the sum is below 0, contrast is wanted. */
  change: Numbers;
  /** How sure the direction of each change is, 0..1: 0 is a coin toss. */
  sureness: Numbers;
};

export const noTaste: Taste = {
  count: 0,
  fits: 0,
  change: byFeature(() => 0),
  sureness: byFeature(() => 0),
};

/** How many ratings say as much about a feature as the ranker's weight does. */
const PRIOR_RATINGS = 12;
/** Contrast turns all of the feeling round at once: one coefficient, believed sooner than many changes by chance. */
const PRIOR_CONTRAST = 5;
/** Some people say "fits" more easily than others. */
const PRIOR_KINDNESS = 3;
/** Some people say "fits" more easily of what comes first. */
const PRIOR_TRUST = 10;
/** Verdicts are 1 and -1, weights times spreads are small: a song one spread better in everything surely "fits". */
const SCALE = 4.5;
/** Standard deviation of verdicts around what is expected of them. */
const NOISE = 0.8;
/** All changes together, without signs, are never larger. */
const MOST_CHANGE = 1.6;

/**
 * A song low in the list gets fewer looks (by about the discount of nDCG), so each rating there stands for others
 * that were not given: inverse propensity, limited, since few ratings should not speak for many.
 */
function looks(rank: number): number {
  return Math.min(2, Math.log2(rank + 1));
}

/** A rating and its share: the ratings of a person who rates much count less in their server's taste. */
type SharedRating = { rating: Rating; share: number };

const product = (one: Numbers, other: Numbers): number =>
  FEATURES.reduce((sum, name) => sum + one[name] * other[name], 0);

/** Unit vector of what the ranker expects, over the features of the feeling alone. */
function feelingDirection(expected: Numbers): Numbers {
  const length = Math.hypot(...FEELING.map((name) => expected[name])) || 1;
  const isFeeling = (name: FeatureName): boolean => FEELING.some((one) => one === name);
  return byFeature((name) => (isFeeling(name) ? expected[name] / length : 0));
}

/** The coefficients are those of the features, of the feeling as a whole, of kindness and of trust. */
function observe({ rating, share }: SharedRating, expected: Numbers, feeling: Numbers): Observation {
  const { fits, verdict, rank } = rating;
  return {
    row: [...FEATURES.map((name) => fits[name]), product(feeling, fits), 1, 1 / rank],
    surprise: verdict - Math.max(-1, Math.min(1, product(expected, fits))),
    weight: share * looks(rank),
  };
}

/** A few ratings may change little, however surprising they are. */
function bounded(change: Numbers, ratings: number): Numbers {
  const most = (MOST_CHANGE * ratings ** 2) / (ratings ** 2 + PRIOR_RATINGS ** 2);
  const size = FEATURES.reduce((sum, name) => sum + Math.abs(change[name]), 0);
  return size <= most ? change : byFeature((name) => (change[name] * most) / size);
}

function learn(ratings: readonly SharedRating[], weights: Weights['features']): Taste {
  if (ratings.length === 0) return noTaste;
  const expected = byFeature((name) => SCALE * weights[name] * SPREADS[name]);
  const feeling = feelingDirection(expected);
  const { mean, covariance } = posterior(
    ratings.map((one) => observe(one, expected, feeling)),
    [...FEATURES.map(() => PRIOR_RATINGS), PRIOR_CONTRAST, PRIOR_KINDNESS, PRIOR_TRUST],
  );
  const contrast = FEATURES.length;
  const at = (i: number, j: number): number => covariance[i]?.[j] ?? 0;
  const moved = byFeature(
    (name) => (mean[FEATURES.indexOf(name)] ?? 0) + feeling[name] * (mean[contrast] ?? 0),
  );
  const sureness = byFeature((name) => {
    const i = FEATURES.indexOf(name);
    const turn = feeling[name];
    const variance = at(i, i) + 2 * turn * at(i, contrast) + turn ** 2 * at(contrast, contrast);
    return erf(Math.abs(moved[name]) / (NOISE * Math.sqrt(2 * variance)));
  });
  const change = byFeature((name) => moved[name] / (SCALE * SPREADS[name]));
  // Sorted, so that the sum doesn't depend on the order of the ratings.
  const shares = ratings.map(({ share }) => share).sort((a, b) => a - b);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const fits = ratings.filter(({ rating }) => rating.verdict > 0).length;
  return { count: ratings.length, fits, change: bounded(change, total), sureness };
}

/** One person's taste, from all their ratings and no one else's. */
export function learnTaste(rated: readonly RatedSongs[], weights: Weights): Taste {
  return learn(
    rated.flatMap(ratingsOf).map((rating) => ({ rating, share: 1 })),
    weights.features,
  );
}

/** With fewer people a server's taste would give away what one of them said. */
const FEWEST_MEMBERS = 3;
/** A person with more ratings than this counts as if they had this many. */
const LOUDEST_MEMBER = 20;

/** A server's taste, from what each of its members rated there; none while fewer than three did. */
export function learnServerTaste(members: readonly (readonly RatedSongs[])[], weights: Weights): Taste {
  const voices = members.map((rated) => rated.flatMap(ratingsOf)).filter(({ length }) => length > 0);
  if (voices.length < FEWEST_MEMBERS) return noTaste;
  const shared = voices.flatMap((ratings) => {
    const share = Math.min(1, LOUDEST_MEMBER / ratings.length);
    return ratings.map((rating) => ({ rating, share }));
  });
  return learn(shared, weights.features);
}

/** The less a person has rated, the more of their server's taste they get. */
const borrowed = (count: number): number => PRIOR_RATINGS / (PRIOR_RATINGS + count);

/** Where a taste is well known, the story decides this much less. */
const STORY_GIVEN_UP = 0.7;

/** Weights by which the best fit wins more often and the story breaks fewer ties; `kept` is 0..1. */
export function withLessStory(weights: Weights, kept: number): Weights {
  const { vague, clear } = weights.tieBreak;
  return { ...weights, tieBreak: { ...weights.tieBreak, vague: vague * kept, clear: clear * kept } };
}

/**
 * The ranker's weights bent by a person's taste and, while they have rated little, by their server's. Weights below 0
 * ask for contrast.
 */
export function bendWeights(weights: Weights, own: Taste, server: Taste = noTaste): Weights {
  if (own.count === 0 && server.count === 0) return weights;
  const share = borrowed(own.count);
  const features = byFeature(
    (name) => weights.features[name] + own.change[name] + share * server.change[name],
  );
  return { ...withLessStory(weights, 1 - STORY_GIVEN_UP * (1 - share)), features };
}
