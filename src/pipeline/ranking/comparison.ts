/** One scene against many songs: the fits of each feature, and the weighted sums over them. */

import type { FeatureName, FeatureValue } from '../../model/ranking.ts';
import { FEATURES } from '../../model/ranking.ts';
import type { SongReading } from '../../model/reading.ts';
import { byFeature, FEELING, fits, MEANING, type SceneTarget, wordsFits } from './features.ts';
import type { Weights } from './tables.ts';

type Numbers = Record<FeatureName, number>;

export type Comparison = {
  /** How much each feature counts, none below 0; 0 for one that no song has, the others sum to 1. */
  weights: Numbers;
  /**
   * Fit of song `index` as the person wants it, 0..1: turned round where they want contrast; the playlist's mean
   * where the song has none, since not knowing is no fault.
   */
  fitOf: (name: FeatureName, index: number) => number;
  /** Weighted sums of the fits for each song: of the features in `MEANING`, and of all. */
  meaning: number[];
  totals: number[];
  /** Weighted means of the fits, 0..1: of the features in `FEELING` and in `MEANING`. 0.5 where none counts. */
  partsOf: (index: number) => { feeling: number; meaning: number };
  /** The feature as it is shown, with null where there is no fit. */
  featureValue: (name: FeatureName, index: number) => FeatureValue;
};

/** NaN where no song has a fit. */
function meanOf(column: Float64Array): number {
  let sum = 0;
  let known = 0;
  for (const fit of column) {
    if (Number.isNaN(fit)) continue;
    sum += fit;
    known++;
  }
  return sum / known;
}

/** `cosines` are the centred ones of the words. A weight below 0 asks for contrast in that feature. */
export function compare(
  scene: SceneTarget,
  readings: readonly SongReading[],
  cosines: readonly (number | null)[],
  features: Weights['features'],
): Comparison {
  // NaN where a song has no fit: columns of numbers alone take a third of the time.
  const columns = byFeature((name) => {
    const column =
      name === 'words'
        ? Float64Array.from(wordsFits(cosines), (fit) => fit ?? Number.NaN)
        : Float64Array.from(readings, (song) => fits[name](scene, song) ?? Number.NaN);
    return features[name] < 0 ? column.map((fit) => 1 - fit) : column;
  });
  const means = byFeature((name) => meanOf(columns[name]));
  const sizes = byFeature((name) => (Number.isNaN(means[name]) ? 0 : Math.abs(features[name])));
  const sum = FEATURES.reduce((total, name) => total + sizes[name], 0);
  const weights = byFeature((name) => (sum === 0 ? 0 : sizes[name] / sum));
  const fitOf = (name: FeatureName, index: number): number => {
    const fit = columns[name][index] ?? Number.NaN;
    return Number.isNaN(fit) ? means[name] || 0 : fit;
  };
  const sumsOf = (names: readonly FeatureName[]): number[] => {
    const sums = new Array<number>(readings.length).fill(0);
    for (const name of names) {
      if (weights[name] === 0) continue;
      const column = columns[name];
      for (let index = 0; index < sums.length; index++) {
        const fit = column[index] ?? Number.NaN;
        sums[index] = (sums[index] ?? 0) + weights[name] * (Number.isNaN(fit) ? means[name] : fit);
      }
    }
    return sums;
  };
  const feeling = sumsOf(FEELING);
  const meaning = sumsOf(MEANING);
  const part = (sums: readonly number[], names: readonly FeatureName[], index: number): number => {
    const share = names.reduce((total, name) => total + weights[name], 0);
    return share === 0 ? 0.5 : (sums[index] ?? 0) / share;
  };
  return {
    weights,
    fitOf,
    meaning,
    partsOf: (index) => ({
      feeling: part(feeling, FEELING, index),
      meaning: part(meaning, MEANING, index),
    }),
    totals: feeling.map((value, index) => value + (meaning[index] ?? 0)),
    featureValue(name, index) {
      const isPlace = name === 'valence' || name === 'energy';
      // A place that was not read is compared all the same, with all that it may be.
      const isUnread = isPlace && readings[index]?.[name] === null;
      const fit = isUnread ? Number.NaN : (columns[name][index] ?? Number.NaN);
      const isContrast = features[name] < 0;
      return {
        fit: Number.isNaN(fit) ? null : isContrast ? 1 - fit : fit,
        weight: isContrast ? -weights[name] : weights[name],
        added: weights[name] * fitOf(name, index),
      };
    },
  };
}
