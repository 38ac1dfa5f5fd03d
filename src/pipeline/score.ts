/**
 * An honest number beside a song. A raw fit means nothing to a person ("0.71" is poor when every photo gets 0.8),
 * so it is shown as a percentile: how this fit stands among the fits of the bank's scenes with the same playlist's
 * songs. A photo the playlist has no music for gets a low best score, and should.
 */
import { type Comparison, FEELING, MEANING } from './comparison.ts';
import { energyFit, moodsFit, type SceneTarget, sceneTarget, valenceFit } from './features.ts';
import type { SceneBank, Weights } from './tables.ts';
import type { Reading } from './types.ts';

/** Songs whose fits to the bank make the pool: evenly spread over the playlist. */
const POOL_SONGS = 60;

/** The feeling alone, 0..1: weighted mean of valence, energy and moods, of those that are there. */
function feelingFit(scene: SceneTarget, song: Reading, weights: Weights['features']): number {
  let sum = 0;
  let total = 0;
  const add = (weight: number, value: number): void => {
    if (Number.isNaN(value)) return;
    sum += Math.abs(weight) * (weight < 0 ? 1 - value : value);
    total += Math.abs(weight);
  };
  add(weights.valence, valenceFit(scene, song));
  add(weights.energy, energyFit(scene, song));
  add(weights.moods, moodsFit(scene, song));
  return total === 0 ? 0.5 : sum / total;
}

/**
 * Totals that other photos would reach with these songs, sorted, ascending: the feeling is worked out for every
 * scene of the bank, the meaning is dealt out from what the songs have to this photo.
 */
export function fitsOfOtherScenes(
  bank: SceneBank,
  songs: readonly Reading[],
  comparison: Comparison,
  weights: Weights,
): Float64Array {
  const scenes = bank.map((reading) =>
    sceneTarget({ reading: { ...reading, themes: [] }, moods: null, palette: null }, weights, new Map()),
  );
  const step = Math.max(1, Math.ceil(songs.length / POOL_SONGS));
  const share = FEELING.reduce((sum, name) => sum + comparison.weights[name], 0);
  const pool: number[] = [];
  for (let index = 0; index < songs.length; index += step) {
    const song = songs[index];
    if (song === undefined) continue;
    scenes.forEach((scene, turn) => {
      const other = (index + (turn + 1) * step) % songs.length;
      pool.push(share * feelingFit(scene, song, weights.features) + comparison.sumOf(MEANING, other));
    });
  }
  return Float64Array.from(pool).sort();
}

/** Share of `pool` (sorted, ascending) that `fit` beats; half of it at the middle of ties. */
export function percentile(pool: Float64Array, fit: number): number {
  if (pool.length === 0) return 0.5;
  const below = lowerBound(pool, fit, false);
  const atMost = lowerBound(pool, fit, true);
  return (below + atMost) / 2 / pool.length;
}

/** First position whose value is not below `value` (or, `past`, is above it). */
function lowerBound(sorted: Float64Array, value: number, past: boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const at = sorted[middle] ?? 0;
    if (at < value || (past && at === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Scores that never rise from one rank to the next: a song that was put above better fitting ones, because they are
 * too near to be told apart by their fit alone, is shown as good as the best of them.
 */
export function neverRising(scores: Float64Array): Float64Array {
  const shown = Float64Array.from(scores);
  for (let at = shown.length - 2; at >= 0; at--) {
    shown[at] = Math.max(shown[at] ?? 0, shown[at + 1] ?? 0);
  }
  return shown;
}
