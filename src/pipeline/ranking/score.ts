/**
 * The number shown beside a song. A raw fit means nothing to a person ("0.71" is poor when every photo gets 0.8), so
 * it is shown as a percentile among the fits of the bank's scenes with songs of the same playlist. A photo that the
 * playlist has no music for gets a low best score.
 */

import type { Reading } from '../../model/reading.ts';
import type { Comparison } from './comparison.ts';
import { FEELING, fits, type SceneTarget } from './features.ts';
import type { Weights } from './tables.ts';

/** Songs whose fits to the bank are taken, evenly spread over the playlist. */
const POOL_SONGS = 30;

/** Weighted mean of the feeling's fits to another scene, turned round where contrast is wanted; 0.5 for none. */
function feelingFit(scene: SceneTarget, song: Reading, features: Weights['features']): number {
  let sum = 0;
  let weights = 0;
  for (const name of ['valence', 'energy', 'moods'] as const) {
    const fit = fits[name](scene, song);
    if (fit === null) continue;
    const weight = Math.abs(features[name]);
    weights += weight;
    sum += weight * (features[name] < 0 ? 1 - fit : fit);
  }
  return weights === 0 ? 0.5 : sum / weights;
}

/**
 * Totals that other photos would reach with these songs, in no order: the feeling is computed for every scene of the
 * bank; for the meaning, which the bank has no vectors for, other songs' sums for this photo are taken in turn.
 */
export function fitsOfOtherScenes(
  scenes: readonly SceneTarget[],
  songs: readonly Reading[],
  comparison: Comparison,
  { features }: Weights,
): number[] {
  const step = Math.max(1, Math.ceil(songs.length / POOL_SONGS));
  const share = FEELING.reduce((sum, name) => sum + comparison.weights[name], 0);
  const sampled = songs.map((song, index) => ({ song, index })).filter(({ index }) => index % step === 0);
  return sampled.flatMap(({ song, index }) =>
    scenes.map((scene, turn) => {
      const other = (index + (turn + 1) * step) % songs.length;
      return share * feelingFit(scene, song, features) + (comparison.meaning[other] ?? 0);
    }),
  );
}

/** Share of `pool` that a fit beats, 0..1, counting half of its equals; 0.5 for an empty pool. */
export function percentiles(pool: readonly number[]): (fit: number) => number {
  const sorted = Float64Array.from(pool).sort();
  /** How many values of the pool are less than `fit`, or `orEqual` to it. */
  const countBelow = (fit: number, orEqual: boolean): number => {
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const value = sorted[middle] ?? 0;
      if (value < fit || (orEqual && value === fit)) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return (fit) =>
    sorted.length === 0 ? 0.5 : (countBelow(fit, false) + countBelow(fit, true)) / 2 / sorted.length;
}

/**
 * Scores by rank that never rise from one rank to the next: a song put above better fitting ones, because they are
 * too close to tell apart by their fit alone, is shown as good as the best of them.
 */
export function neverRising(scores: readonly number[]): number[] {
  let best = 0;
  return scores
    .toReversed()
    .map((score) => {
      best = Math.max(best, score);
      return best;
    })
    .toReversed();
}
