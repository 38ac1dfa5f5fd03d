/** One scene against many songs: the fits of each feature, and the weighted sums over them. */

import type { FeatureName, FeatureValue } from '../../model/ranking.ts';
import { FEATURES } from '../../model/ranking.ts';
import type { SongReading } from '../../model/reading.ts';
import { byFeature, FEELING, fits, MEANING, type SceneTarget, wordsFits } from './features.ts';
import type { Weights } from './tables.ts';

/** One feature of all songs. */
type Column = {
  /** As the person wants them, 0..1: turned round where they want contrast; NaN where a song has none. */
  fits: Float64Array;
  /** Mean of the known fits. It stands for the unknown ones, since not knowing is no fault; 0 where all are unknown. */
  mean: number;
  /** How much the feature counts, 0..1; 0 where no song has a fit. The weights sum to 1. */
  weight: number;
  isContrast: boolean;
};

export type Comparison = {
  columns: Readonly<Record<FeatureName, Column>>;
  /** Weighted sums of the fits for each song: of the features in `MEANING`, and of all. */
  meaning: Float64Array;
  totals: Float64Array;
  /** Weighted means of the fits, 0..1: of the features in `FEELING` and in `MEANING`. 0.5 where none counts. */
  partsOf: (index: number) => { feeling: number; meaning: number };
  /** The features as they are shown, with null where there is no fit. */
  featuresOf: (index: number) => Record<FeatureName, FeatureValue>;
};

function toColumn(fits: Float64Array, weight: number): Column {
  let sum = 0;
  let known = 0;
  for (let index = 0; index < fits.length; index++) {
    const fit = weight < 0 ? 1 - (fits[index] ?? 0) : (fits[index] ?? 0);
    fits[index] = fit;
    if (Number.isNaN(fit)) continue;
    sum += fit;
    known++;
  }
  const isKnown = known > 0;
  return {
    fits,
    mean: isKnown ? sum / known : 0,
    weight: isKnown ? Math.abs(weight) : 0,
    isContrast: weight < 0,
  };
}

/** Fit of song `index`, or the mean where it has none. */
export function fitOf({ fits, mean }: Column, index: number): number {
  const fit = fits[index] ?? Number.NaN;
  return Number.isNaN(fit) ? mean : fit;
}

function weightedSums(columns: readonly Column[], songs: number): Float64Array {
  const sums = new Float64Array(songs);
  for (const column of columns) {
    for (let index = 0; index < songs; index++) {
      sums[index] = (sums[index] ?? 0) + column.weight * fitOf(column, index);
    }
  }
  return sums;
}

/** A place that was not read is compared all the same, with all that it may be, but not shown. */
function toValue(column: Column, index: number, isUnread: boolean): FeatureValue {
  const { fits, weight, isContrast } = column;
  const fit = isUnread ? Number.NaN : (fits[index] ?? Number.NaN);
  return {
    fit: Number.isNaN(fit) ? null : isContrast ? 1 - fit : fit,
    weight: isContrast ? -weight : weight,
    added: weight * fitOf(column, index),
  };
}

/** `cosines` are the centred ones of the words, NaN for none. A weight below 0 asks for contrast in that feature. */
export function compare(
  scene: SceneTarget,
  readings: readonly SongReading[],
  cosines: Float64Array,
  features: Weights['features'],
): Comparison {
  const found = byFeature((): Float64Array => new Float64Array(readings.length));
  readings.forEach((song, index) => {
    found.valence[index] = fits.valence(scene, song);
    found.energy[index] = fits.energy(scene, song);
    found.moods[index] = fits.moods(scene, song);
    found.themes[index] = fits.themes(scene, song);
  });
  found.words = wordsFits(cosines);
  const columns = byFeature((name) => toColumn(found[name], features[name]));
  const sum = FEATURES.reduce((total, name) => total + columns[name].weight, 0);
  if (sum > 0) for (const name of FEATURES) columns[name].weight /= sum;

  const group = (names: readonly FeatureName[]) => {
    const sums = weightedSums(
      names.map((name) => columns[name]),
      readings.length,
    );
    return { sums, share: names.reduce((total, name) => total + columns[name].weight, 0) };
  };
  const feeling = group(FEELING);
  const meaning = group(MEANING);
  return {
    columns,
    meaning: meaning.sums,
    totals: feeling.sums.map((value, index) => value + (meaning.sums[index] ?? 0)),
    partsOf: (index) => ({
      feeling: feeling.share === 0 ? 0.5 : (feeling.sums[index] ?? 0) / feeling.share,
      meaning: meaning.share === 0 ? 0.5 : (meaning.sums[index] ?? 0) / meaning.share,
    }),
    featuresOf: (index) => ({
      valence: toValue(columns.valence, index, readings[index]?.valence === null),
      energy: toValue(columns.energy, index, readings[index]?.energy === null),
      moods: toValue(columns.moods, index, false),
      themes: toValue(columns.themes, index, false),
      words: toValue(columns.words, index, false),
    }),
  };
}
