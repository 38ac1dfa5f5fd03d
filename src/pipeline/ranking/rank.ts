/**
 * A scene and songs → the songs, best first. Numbers only: no service, no file, no clock, no chance; the same
 * input gives the same order. Each step has a file of its own; this one is the order of the steps.
 */

import type { Palette } from '../../model/photo.ts';
import type { Avoid, FeatureName, FeatureValue } from '../../model/ranking.ts';
import type { SceneReading, SongReading } from '../../model/reading.ts';
import type { MoodDistribution } from '../../model/scene.ts';
import type { Song } from '../../model/song.ts';
import { avoidance } from './avoid.ts';
import { type BankVectors, particular } from './bank.ts';
import { byFeature, type Comparison, compare, FEELING, MEANING } from './comparison.ts';
import { fallingOrder } from './falling-order.ts';
import { sceneTarget } from './features.ts';
import { firstPlace } from './first-place.ts';
import { fitsOfOtherScenes, neverRising, percentiles } from './score.ts';
import type { RankTables } from './tables.ts';
import { diversify } from './variety.ts';
import { centredCosines, songsMean, without } from './vectors.ts';

export type RankScene = {
  reading: SceneReading;
  palette: Palette | null;
  moods: MoodDistribution | null;
  vector: Float32Array | null;
};

export type RankSong = { song: Song; reading: SongReading; vector: Float32Array | null };

/** A song's standing. Its numbers are getters: read them, do not spread them. */
export type Ranked = {
  /** Position in the songs that were given. */
  readonly index: number;
  /** 1 is the best. */
  readonly rank: number;
  /** Where the fit alone would have put it, before the first place was decided and variety brought in. */
  readonly rankByFit: number;
  /** 0..1, see score.ts; never rises from one rank to the next. */
  readonly score: number;
  /** Weighted means of the fits, 0..1: `feeling` of valence, energy, moods and light, `meaning` of themes and words. */
  readonly parts: { feeling: number; meaning: number };
  readonly features: Record<FeatureName, FeatureValue>;
};

export type RankOptions = RankTables & {
  /** What is not wanted: songs of it fall behind the others. */
  avoid?: Avoid;
  /** Variety from rank 2 on; true unless said otherwise. */
  diversify?: boolean;
  /** In the space of the other vectors. */
  bankVectors?: BankVectors | null;
};

/** So many at the top may come first, and are told apart by more than their total. */
const CANDIDATES = 200;

type Standing = { index: number; rank: number; rankByFit: number };

/** Numbers that only a few songs are asked for are worked out when they are asked for. */
class RankedSong implements Ranked {
  readonly #comparison: Comparison;
  readonly #scores: () => Float64Array;
  readonly index: number;
  readonly rank: number;
  readonly rankByFit: number;

  constructor(standing: Standing, comparison: Comparison, scores: () => Float64Array) {
    this.#comparison = comparison;
    this.#scores = scores;
    this.index = standing.index;
    this.rank = standing.rank;
    this.rankByFit = standing.rankByFit;
  }

  get score(): number {
    return this.#scores()[this.rank - 1] ?? 0;
  }

  get parts(): Ranked['parts'] {
    const { weights, feeling, meaning } = this.#comparison;
    const part = (sums: Float64Array, names: readonly FeatureName[]): number => {
      const share = names.reduce((sum, name) => sum + weights[name], 0);
      return share === 0 ? 0.5 : (sums[this.index] ?? 0) / share;
    };
    return { feeling: part(feeling, FEELING), meaning: part(meaning, MEANING) };
  }

  get features(): Ranked['features'] {
    return byFeature((name) => this.#comparison.valueOf(name, this.index));
  }
}

/** The first place by story, the rest by fit, varied. */
function arrange(
  byFit: readonly number[],
  totals: Float64Array,
  comparison: Comparison,
  scene: RankScene,
  songs: readonly RankSong[],
  mean: Float32Array | null,
  options: RankOptions,
): number[] {
  const first = firstPlace(
    {
      order: byFit.slice(0, CANDIDATES),
      totals,
      valenceFit: (index) => comparison.fitOf('valence', index),
      energyFit: (index) => comparison.fitOf('energy', index),
      meaning: (index) => comparison.meaning[index] ?? 0,
      stories(indices) {
        const vectors = indices.map((index) => songs[index]?.vector);
        const stories = centredCosines(vectors, mean, particular(scene.vector, options.bankVectors ?? null));
        // A song without words to compare is told by its themes, as if they were an ordinary story.
        return stories.map((story, at) =>
          Number.isNaN(story) ? 0.3 * (comparison.valueOf('themes', indices[at] ?? 0).fit ?? 0) : story,
        );
      },
      valence: scene.reading.valence,
    },
    options.weights.running,
  );
  const order = first === undefined ? [] : [first, ...byFit.filter((index) => index !== first)];
  if (options.diversify === false) return order;
  return diversify(order, totals, songs, { weight: options.weights.variety });
}

/**
 * Ranks all songs. A feature that a song has no reading of counts as the playlist's mean: not knowing is no fault.
 * Throws (a bug, not a person's mistake) when vectors of different lengths meet.
 */
export function rank(scene: RankScene, songs: readonly RankSong[], options: RankOptions): Ranked[] {
  const vectors = songs.map(({ vector }) => vector);
  const { weights, families } = options;
  const target = sceneTarget(scene, weights.stretch, families);
  const bankMean = options.bankVectors?.mean ?? null;
  const mean = songsMean(vectors, bankMean);
  const direction = scene.vector === null ? null : without(scene.vector, bankMean ?? mean);
  const cosines = centredCosines(vectors, mean, direction);
  const readings = songs.map(({ reading }) => reading);
  const comparison = compare(target, readings, cosines, weights.features);
  const totals = comparison.totals.slice();
  if (options.avoid !== undefined) {
    const kept = avoidance(options.avoid, families);
    songs.forEach(({ song, reading }, index) => {
      totals[index] = (totals[index] ?? 0) * kept(reading, song.genres);
    });
  }

  const byFit = fallingOrder(totals);
  const order = arrange(byFit, totals, comparison, scene, songs, mean, options);
  const rankByFit = new Uint32Array(songs.length);
  byFit.forEach((index, place) => {
    rankByFit[index] = place + 1;
  });
  let known: Float64Array | null = null;
  const scores = (): Float64Array => {
    if (known !== null) return known;
    const scenes = options.feelings(weights.stretch);
    const percentile = percentiles(fitsOfOtherScenes(scenes, readings, comparison, weights));
    const own = new Float64Array(order.length);
    order.forEach((index, place) => {
      own[place] = percentile(totals[index] ?? 0);
    });
    known = neverRising(own);
    return known;
  };
  return order.map((index, place) => {
    const standing = { index, rank: place + 1, rankByFit: rankByFit[index] ?? 0 };
    return new RankedSong(standing, comparison, scores);
  });
}
