/** One scene against many songs: the fits of each feature, and the weighted sums over them. */

import type { FeatureName, FeatureValue } from '../../model/ranking.ts';
import { FEATURES } from '../../model/ranking.ts';
import type { Reading } from '../../model/reading.ts';
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

function meanOf(column: readonly (number | null)[]): number | null {
  const known = column.filter((fit) => fit !== null);
  return known.length === 0 ? null : known.reduce((sum, fit) => sum + fit, 0) / known.length;
}

/** `cosines` are the centred ones of the words. A weight below 0 asks for contrast in that feature. */
export function compare(
  scene: SceneTarget,
  readings: readonly Reading[],
  cosines: readonly (number | null)[],
  features: Weights['features'],
): Comparison {
  const columns = byFeature((name): (number | null)[] => {
    const column = name === 'words' ? wordsFits(cosines) : readings.map((song) => fits[name](scene, song));
    return features[name] < 0 ? column.map((fit) => (fit === null ? null : 1 - fit)) : column;
  });
  const means = byFeature((name) => meanOf(columns[name]));
  const sizes = byFeature((name) => (means[name] === null ? 0 : Math.abs(features[name])));
  const sum = FEATURES.reduce((total, name) => total + sizes[name], 0);
  const weights = byFeature((name) => (sum === 0 ? 0 : sizes[name] / sum));
  const fitOf = (name: FeatureName, index: number): number => columns[name][index] ?? means[name] ?? 0;
  const sumsOf = (names: readonly FeatureName[]): number[] =>
    readings.map((_, index) => names.reduce((total, name) => total + weights[name] * fitOf(name, index), 0));
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
      const fit = columns[name][index] ?? null;
      const isContrast = features[name] < 0;
      return {
        fit: fit !== null && isContrast ? 1 - fit : fit,
        weight: isContrast ? -weights[name] : weights[name],
        added: weights[name] * fitOf(name, index),
      };
    },
  };
}
