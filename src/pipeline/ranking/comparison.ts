/** One scene against many songs: a column of fits for each feature, and the weighted sums over them. */

import { FEATURES, type FeatureName, type FeatureValue } from '../../model/ranking.ts';
import type { Reading } from '../../model/reading.ts';
import {
  energyFit,
  lightFit,
  moodsFit,
  type SceneTarget,
  themesFit,
  valenceFit,
  wordsFits,
} from './features.ts';
import type { Weights } from './tables.ts';

/** The two voices people are shown. */
export const FEELING = ['valence', 'energy', 'moods', 'light'] as const satisfies readonly FeatureName[];
export const MEANING = ['themes', 'words'] as const satisfies readonly FeatureName[];

type Numbers = Record<FeatureName, number>;

export type Comparison = {
  /** How much the features that somebody has count, none below 0, summing to 1. */
  weights: Numbers;
  /**
   * Fit of song `index` as the person wants it, 0..1: turned round for a feature they want contrast in; the
   * playlist's mean where it has none: not knowing is no fault.
   */
  fitOf: (name: FeatureName, index: number) => number;
  /** Weighted sums for each song, of the fits of `FEELING`, of `MEANING`, and of all. */
  feeling: Float64Array;
  meaning: Float64Array;
  totals: Float64Array;
  /** The feature as it is shown, with null where there is no fit. */
  valueOf: (name: FeatureName, index: number) => FeatureValue;
};

export function byFeature<T>(value: (name: FeatureName) => T): Record<FeatureName, T> {
  return {
    valence: value('valence'),
    energy: value('energy'),
    moods: value('moods'),
    themes: value('themes'),
    words: value('words'),
    light: value('light'),
  };
}

/** Mean of what is there; NaN for a feature nobody has. */
function meanOf(column: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

function presentWeights(weights: Weights['features'], means: Numbers): Numbers {
  const present = byFeature((name) => (Number.isNaN(means[name]) ? 0 : Math.abs(weights[name])));
  const sum = FEATURES.reduce((total, name) => total + present[name], 0);
  return byFeature((name) => (sum === 0 ? 0 : present[name] / sum));
}

/** `cosines` are the centred ones of the words, NaN where there is none. */
export function compare(
  scene: SceneTarget,
  readings: readonly Reading[],
  cosines: Float64Array,
  features: Weights['features'],
): Comparison {
  const empty = (): Float64Array => new Float64Array(readings.length).fill(Number.NaN);
  const columns: Record<FeatureName, Float64Array> = { ...byFeature(empty), words: wordsFits(cosines) };
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i];
    if (reading === undefined) continue;
    columns.valence[i] = valenceFit(scene, reading);
    columns.energy[i] = energyFit(scene, reading);
    columns.moods[i] = moodsFit(scene, reading);
    columns.themes[i] = themesFit(scene, reading);
    columns.light[i] = lightFit(scene, reading);
  }
  const wantsContrast = (name: FeatureName): boolean => features[name] < 0;
  const turned = (name: FeatureName, fit: number): number => (wantsContrast(name) ? 1 - fit : fit);
  for (const name of FEATURES) if (wantsContrast(name)) columns[name] = columns[name].map((fit) => 1 - fit);
  const means = byFeature((name) => meanOf(columns[name]));
  const weights = presentWeights(features, means);
  const fitOf = (name: FeatureName, index: number): number => {
    const value = columns[name][index] ?? Number.NaN;
    return Number.isNaN(value) ? means[name] : value;
  };
  const sumsOf = (names: readonly FeatureName[]): Float64Array => {
    const sums = new Float64Array(readings.length);
    for (const name of names) {
      const weight = weights[name];
      const column = columns[name];
      const unknown = weight * means[name];
      if (weight === 0) continue;
      for (let i = 0; i < sums.length; i++) {
        const fit = column[i] ?? Number.NaN;
        sums[i] = (sums[i] ?? 0) + (Number.isNaN(fit) ? unknown : weight * fit);
      }
    }
    return sums;
  };
  const feeling = sumsOf(FEELING);
  const meaning = sumsOf(MEANING);
  const totals = feeling.slice();
  for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] ?? 0) + (meaning[i] ?? 0);
  return {
    weights,
    fitOf,
    feeling,
    meaning,
    totals,
    valueOf(name, index) {
      const value = columns[name][index] ?? Number.NaN;
      const weight = weights[name];
      return {
        fit: Number.isNaN(value) ? null : turned(name, value),
        weight: wantsContrast(name) ? -weight : weight,
        added: weight === 0 ? 0 : weight * fitOf(name, index),
      };
    },
  };
}
