/**
 * Ratings → a person's taste. Bayesian linear preference: whether a song is said to fit is explained by its fits,
 * around what the ranker's own weights expect. A dozen ratings bend the weights, none of them breaks them; the
 * posterior depends on the ratings as a multiset, so that taking one back undoes it exactly.
 */

import type { FeatureName } from '../../model/ranking.ts';
import { FEATURES } from '../../model/ranking.ts';
import { byFeature, FEELING } from '../ranking/features.ts';
import type { Weights } from '../ranking/tables.ts';
import { type Observation, posterior } from './ridge.ts';
import { type RatedSongs, type Rating, ratingsOf, SPREADS } from './taste-ratings.ts';

type Numbers = Record<FeatureName, number>;

/** What was learned from somebody's ratings. */
export type Taste = {
  /** Ratings it was learned from. */
  count: number;
  /** Of these, so many said that the song fits. */
  fits: number;
  /** What to add to the ranker's weights; below them all, contrast is wanted. */
  change: Numbers;
  /** How sure each change's direction is, 0..1: 0 is a coin's toss. */
  sureness: Numbers;
};

/** Nothing is known yet. */
export const noTaste: Taste = {
  count: 0,
  fits: 0,
  change: byFeature(() => 0),
  sureness: byFeature(() => 0),
};

/** So many ratings say as much about a feature as the ranker's weight does. */
const PRIOR_RATINGS = 12;
/**
 * Wanting contrast turns all of the feeling round at once, so that is one coefficient of its own, sooner believed
 * than so many features changing by chance.
 */
const PRIOR_CONTRAST = 5;
/** Some people say "fits" more easily than others. */
const PRIOR_KINDNESS = 3;
/** Some people say "fits" more easily of what stands first. */
const PRIOR_TRUST = 10;
/** Verdicts are 1 and -1; weights times spreads are small: a song one spread better in everything is a sure "fits". */
const SCALE = 4.5;
/** Standard deviation of verdicts around what is expected of them. */
const NOISE = 0.8;
/** All changes together, without signs, are never larger. */
const MOST_CHANGE = 1.6;

/**
 * A song low in the list gets fewer looks (by about the discount of nDCG), so each rating there stands for others
 * that were not given: inverse propensity, cut, since few ratings may not speak for many.
 */
function looks(rank: number): number {
  return Math.min(2, Math.log2(rank + 1));
}

/** A rating, and how much of it counts: of somebody who rates much, each counts less in their server's taste. */
type Said = { rating: Rating; share: number };

function ofEach(value: (name: FeatureName, place: number) => number): Numbers {
  const places = new Map(FEATURES.map((name, place) => [name, place]));
  return byFeature((name) => value(name, places.get(name) ?? 0));
}

const product = (one: Numbers, other: Numbers): number =>
  FEATURES.reduce((sum, name) => sum + one[name] * other[name], 0);

/** The standard normal distribution, by Abramowitz & Stegun 26.2.17 (error below 1e-7). */
function probabilityBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = Math.exp((-z * z) / 2) * 0.3989422804 * poly;
  return z < 0 ? tail : 1 - tail;
}

/** Unit vector along which the ranker's own liking for likeness lies, over the features of the feeling. */
function likeness(expected: Numbers): Numbers {
  const length = Math.hypot(...FEELING.map((name) => expected[name])) || 1;
  const isFeeling = (name: FeatureName): boolean => FEELING.some((one) => one === name);
  return byFeature((name) => (isFeeling(name) ? expected[name] / length : 0));
}

function learn(said: readonly Said[], weights: Weights['features']): Taste {
  if (said.length === 0) return noTaste;
  const expected = byFeature((name) => SCALE * weights[name] * SPREADS[name]);
  const alike = likeness(expected);
  const { mean, covariance } = posterior(
    said.map((one) => observed(one, expected, alike)),
    [...FEATURES.map(() => PRIOR_RATINGS), PRIOR_CONTRAST, PRIOR_KINDNESS, PRIOR_TRUST],
  );
  const contrast = FEATURES.length;
  const at = (i: number, j: number): number => covariance[i]?.[j] ?? 0;
  const moved = ofEach((name, i) => (mean[i] ?? 0) + alike[name] * (mean[contrast] ?? 0));
  const sureness = ofEach((name, i) => {
    const turn = alike[name];
    const variance = at(i, i) + 2 * turn * at(i, contrast) + turn ** 2 * at(contrast, contrast);
    return 2 * probabilityBelow(Math.abs(moved[name]) / (NOISE * Math.sqrt(variance))) - 1;
  });
  const change = byFeature((name) => moved[name] / (SCALE * SPREADS[name]));
  const heard = said.map(({ share }) => share).sort((a, b) => a - b);
  const total = heard.reduce((sum, share) => sum + share, 0);
  const fits = said.filter(({ rating }) => rating.verdict > 0).length;
  return { count: said.length, fits, change: bounded(change, total), sureness };
}

/** The coefficients are those of the features, of likeness, of kindness and of trust. */
function observed({ rating, share }: Said, expected: Numbers, alike: Numbers): Observation {
  const { fits, verdict, rank } = rating;
  return {
    row: [...FEATURES.map((name) => fits[name]), product(alike, fits), 1, 1 / rank],
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

/** One person's taste, from all their ratings and nobody else's. */
export function learnTaste(rated: readonly RatedSongs[], weights: Weights): Taste {
  return learn(
    rated.flatMap(ratingsOf).map((rating) => ({ rating, share: 1 })),
    weights.features,
  );
}

/** With fewer people a server's taste would tell what one of them said. */
const FEWEST_MEMBERS = 3;
/** Somebody who rates more than this counts no more than who rated so often. */
const LOUDEST_MEMBER = 20;

/** A server's taste, from what each of its members rated there; none while there are fewer than three who did. */
export function learnServerTaste(members: readonly (readonly RatedSongs[])[], weights: Weights): Taste {
  const voices = members.map((rated) => rated.flatMap(ratingsOf)).filter(({ length }) => length > 0);
  if (voices.length < FEWEST_MEMBERS) return noTaste;
  const said = voices.flatMap((ratings) => {
    const share = Math.min(1, LOUDEST_MEMBER / ratings.length);
    return ratings.map((rating) => ({ rating, share }));
  });
  return learn(said, weights.features);
}

/** The less somebody has rated themselves, the more of their server's taste reaches them. */
const borrowed = (count: number): number => PRIOR_RATINGS / (PRIOR_RATINGS + count);

/** With a taste well known, this much less is left to the story. */
const STORY_GIVEN_UP = 0.7;

/** Weights by which the best fit wins more often, and the story decides between fewer songs; `kept` is 0..1. */
export function withLessStory(weights: Weights, kept: number): Weights {
  const { vague, clear } = weights.tieBreak;
  return { ...weights, tieBreak: { ...weights.tieBreak, vague: vague * kept, clear: clear * kept } };
}

/**
 * The ranker's weights as somebody wants them: bent by their own taste and, while they have rated little, by their
 * server's. Weights below 0 ask for contrast.
 */
export function bendWeights(weights: Weights, own: Taste, server: Taste = noTaste): Weights {
  if (own.count === 0 && server.count === 0) return weights;
  const share = borrowed(own.count);
  const features = byFeature(
    (name) => weights.features[name] + own.change[name] + share * server.change[name],
  );
  return { ...withLessStory(weights, 1 - STORY_GIVEN_UP * (1 - share)), features };
}
