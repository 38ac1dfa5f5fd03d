/** What people said of the songs they were shown → numbers to learn from. */
import type { FeatureName } from '../../model/ranking.ts';
import { byFeature } from '../ranking/features.ts';

/** A rated result, as far as learning looks at it: the store's `RatedResult` is one. */
export type RatedSongs = {
  /** The songs as they were shown, rated or not. */
  shown: readonly { rank: number; features: Readonly<Record<FeatureName, { fit: number | null }>> }[];
  /** The latest mark of a rank is the rating that stands. */
  marks: readonly { rank: number; verdict: 'fits' | 'does-not-fit'; at: number }[];
};

/** One rating: one song, one verdict. */
export type Rating = {
  /** 1 for "fits", -1 for "does not fit". */
  verdict: 1 | -1;
  /** Where the song stood when it was rated. */
  rank: number;
  /** Fits in units of their usual spread, 0 for a usual one. */
  fits: Record<FeatureName, number>;
};

/**
 * Means and standard deviations of fits, over photos and songs of the evaluation kit.
 */
const USUAL: Readonly<Record<FeatureName, { mean: number; spread: number }>> = {
  valence: { mean: 0.71, spread: 0.14 },
  energy: { mean: 0.72, spread: 0.12 },
  moods: { mean: 0.22, spread: 0.26 },
  themes: { mean: 0.04, spread: 0.12 },
  words: { mean: 0.5, spread: 0.17 },
};

export const SPREADS: Readonly<Record<FeatureName, number>> = byFeature((name) => USUAL[name].spread);

/** The mark that counts for a song: the latest of its rank. */
export const latestMark = <M extends RatedSongs['marks'][number]>(marks: readonly M[], rank: number) =>
  marks.filter((one) => one.rank === rank).sort((a, b) => b.at - a.at)[0];

/** The latest mark of each rank that has one; an unknown fit counts as the mean of the songs shown with it. */
export function ratingsOf({ shown, marks }: RatedSongs): Rating[] {
  const means = byFeature((name) => {
    const known = shown.map(({ features }) => features[name].fit).filter((fit) => fit !== null);
    return known.length === 0 ? USUAL[name].mean : known.reduce((sum, fit) => sum + fit, 0) / known.length;
  });
  return shown.flatMap(({ rank, features }): Rating[] => {
    const mark = latestMark(marks, rank);
    if (mark === undefined) return [];
    const fits = byFeature((name) => {
      const { mean, spread } = USUAL[name];
      return ((features[name].fit ?? means[name]) - mean) / spread;
    });
    return [{ verdict: mark.verdict === 'fits' ? 1 : -1, rank, fits }];
  });
}
