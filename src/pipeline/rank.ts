/**
 * A scene and songs → the songs, best first. Numbers only: no service, no file, no clock, no chance; the same
 * input gives the same order. Each step has a file of its own; this one is the order of the steps.
 */
import {
  energyFit,
  lightFit,
  moodsFit,
  type SceneTarget,
  sceneTarget,
  themesFit,
  valenceFit,
  wordsFits,
} from './features.ts';
import { feelingFit, hubness } from './hubness.ts';
import { neverRising, percentile } from './score.ts';
import type { RankTables, Weights } from './tables.ts';
import type {
  FeatureName,
  FeatureValue,
  MoodDistribution,
  Palette,
  SceneReading,
  Song,
  SongReading,
} from './types.ts';
import { diversify } from './variety.ts';
import { type Centre, centredCosines, requireOneSpace } from './vectors.ts';

export const FEATURES = [
  'valence',
  'energy',
  'moods',
  'themes',
  'words',
  'light',
] as const satisfies readonly FeatureName[];

export type RankScene = {
  reading: SceneReading;
  palette: Palette | null;
  moods: MoodDistribution | null;
  vector: Float32Array | null;
};

export type RankSong = { song: Song; reading: SongReading; vector: Float32Array | null };

export type Ranked = {
  /** Position in the songs that were given. */
  index: number;
  /** 1 is the best. */
  rank: number;
  /** 0..1, see score.ts; never rises from one rank to the next. */
  score: number;
  /** Weighted means of the fits, 0..1: `feeling` of valence, energy, moods and light, `meaning` of themes and words. */
  parts: { feeling: number; meaning: number };
  features: Record<FeatureName, FeatureValue>;
};

export type RankOptions = RankTables & {
  /** Variety from rank 2 on; true unless said otherwise. */
  diversify?: boolean;
  /** The space's stored means, for playlists too small to have one of their own. */
  centre?: Centre | null;
};

type Columns = Record<FeatureName, Float64Array>;
type Numbers = Record<FeatureName, number>;

function columnsOf(
  scene: RankScene,
  target: SceneTarget,
  songs: readonly RankSong[],
  options: RankOptions,
): Columns {
  const column = (fitOf: (song: RankSong) => number): Float64Array => {
    const fits = new Float64Array(songs.length);
    for (let i = 0; i < songs.length; i++) {
      const song = songs[i];
      fits[i] = song === undefined ? Number.NaN : fitOf(song);
    }
    return fits;
  };
  const vectors = songs.map(({ vector }) => vector);
  return {
    valence: column(({ reading }) => valenceFit(target, reading)),
    energy: column(({ reading }) => energyFit(target, reading)),
    moods: column(({ reading }) => moodsFit(target, reading)),
    themes: column(({ reading }) => themesFit(target, reading, options.families)),
    words: wordsFits(centredCosines(scene.vector, vectors, options.centre)),
    light: column(({ reading }) => lightFit(target, reading)),
  };
}

function byFeature(value: (name: FeatureName) => number): Numbers {
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
  for (const fit of column) {
    if (Number.isNaN(fit)) continue;
    sum += fit;
    count++;
  }
  return sum / count;
}

/** Weights of the features that somebody has, summing to 1. */
function presentWeights(weights: Weights['features'], means: Numbers): Numbers {
  const present = byFeature((name) => (Number.isNaN(means[name]) ? 0 : weights[name]));
  const sum = FEATURES.reduce((total, name) => total + present[name], 0);
  return byFeature((name) => (sum === 0 ? 0 : present[name] / sum));
}

/** Indices by falling value; equal values keep their order. */
function sortedBy(values: Float64Array): number[] {
  return Array.from(values.keys()).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}

/** How many at the top are looked at again for songs that fit everything. */
const CANDIDATES = 200;
/** Songs whose fits to the bank make the pool of the percentile. */
const POOL_SONGS = 150;

/**
 * Ranks all songs. A feature that a song has no reading of counts as the playlist's mean: not knowing is no fault.
 * Throws (a bug, not a person's mistake) when vectors of different lengths meet.
 */
export function rank(scene: RankScene, songs: readonly RankSong[], options: RankOptions): Ranked[] {
  requireOneSpace([scene.vector, ...songs.map(({ vector }) => vector)]);
  const target = sceneTarget(scene.reading, scene.moods, scene.palette, options.weights, options.families);
  const bank = options.bank.map((reading) =>
    sceneTarget(reading, null, null, options.weights, options.families),
  );
  const columns = columnsOf(scene, target, songs, options);
  const means = byFeature((name) => meanOf(columns[name]));
  const weights = presentWeights(options.weights.features, means);
  const fitOf = (name: FeatureName, index: number): number => {
    const fit = columns[name][index] ?? Number.NaN;
    return Number.isNaN(fit) ? means[name] : fit;
  };
  const sumOf = (names: readonly FeatureName[], index: number): number => {
    let sum = 0;
    for (const name of names) if (weights[name] > 0) sum += weights[name] * fitOf(name, index);
    return sum;
  };
  const totals = Float64Array.from(songs, (_, index) => sumOf(FEATURES, index));

  const worth = Float64Array.from(totals);
  const candidates = sortedBy(totals).slice(0, CANDIDATES);
  const hubs = candidates.map((index) => {
    const song = songs[index];
    return song === undefined ? 0 : hubness(song.reading, bank, options.weights.features);
  });
  const usual = hubs.reduce((sum, hub) => sum + hub, 0) / Math.max(1, hubs.length);
  candidates.forEach((index, place) => {
    worth[index] = (worth[index] ?? 0) - options.weights.hub * ((hubs[place] ?? 0) - usual);
  });

  const straight = sortedBy(worth);
  const order =
    options.diversify === false
      ? straight
      : diversify(straight, worth, songs, { weight: options.weights.variety, families: options.families });

  const pool = poolOf(songs, bank, options.weights.features, weights, (index) => sumOf(MEANING, index));
  const scores = neverRising(Float64Array.from(order, (index) => percentile(pool, totals[index] ?? 0)));
  const share = (names: readonly FeatureName[]): number =>
    names.reduce((sum, name) => sum + weights[name], 0);
  const feelingShare = share(FEELING);
  const meaningShare = share(MEANING);
  return order.map((index, place) => ({
    index,
    rank: place + 1,
    score: scores[place] ?? 0,
    parts: {
      feeling: feelingShare === 0 ? 0.5 : sumOf(FEELING, index) / feelingShare,
      meaning: meaningShare === 0 ? 0.5 : sumOf(MEANING, index) / meaningShare,
    },
    features: featuresOf(columns, weights, index, fitOf),
  }));
}

const FEELING = ['valence', 'energy', 'moods', 'light'] as const;
const MEANING = ['themes', 'words'] as const;

function featuresOf(
  columns: Columns,
  weights: Numbers,
  index: number,
  fitOf: (name: FeatureName, index: number) => number,
): Record<FeatureName, FeatureValue> {
  const value = (name: FeatureName): FeatureValue => {
    const fit = columns[name][index] ?? Number.NaN;
    const weight = weights[name];
    return {
      fit: Number.isNaN(fit) ? null : fit,
      weight,
      added: weight === 0 ? 0 : weight * fitOf(name, index),
    };
  };
  return {
    valence: value('valence'),
    energy: value('energy'),
    moods: value('moods'),
    themes: value('themes'),
    words: value('words'),
    light: value('light'),
  };
}

/**
 * Totals that other photos would reach with these songs: the feeling is worked out for every scene of the bank,
 * the meaning is dealt out from what the songs have to this one. Sorted, ascending.
 */
function poolOf(
  songs: readonly RankSong[],
  bank: readonly SceneTarget[],
  features: Weights['features'],
  weights: Numbers,
  meaningOf: (index: number) => number,
): Float64Array {
  const step = Math.max(1, Math.ceil(songs.length / POOL_SONGS));
  const share = weights.valence + weights.energy + weights.moods + weights.light;
  const pool: number[] = [];
  for (let index = 0; index < songs.length; index += step) {
    const song = songs[index];
    if (song === undefined) continue;
    bank.forEach((scene, turn) => {
      const other = (index + (turn + 1) * step) % songs.length;
      pool.push(share * feelingFit(scene, song.reading, features) + meaningOf(other));
    });
  }
  return Float64Array.from(pool).sort();
}
