/**
 * A scene and songs → the songs, best first. Numbers only: no service, no file, no clock, no chance; the same input
 * gives the same order. Each step has a file of its own; this one is their order.
 */

import { isGuess } from '../../model/evidence.ts';
import type { Palette } from '../../model/photo.ts';
import type { Avoid, Match } from '../../model/ranking.ts';
import type { SceneReading, SongReading } from '../../model/reading.ts';
import type { MoodDistribution } from '../../model/scene.ts';
import type { Song } from '../../model/song.ts';
import { avoidance, nothingAvoided } from './avoid.ts';
import { type BankVectors, particular } from './bank.ts';
import { compare, fitOf } from './comparison.ts';
import { sceneTarget } from './features.ts';
import { chanceOfFit, neverRising } from './score.ts';
import type { RankTables } from './tables.ts';
import { breakTie } from './tie-break.ts';
import { diversify } from './variety.ts';
import { centredCosines, fallingOrder, type MaybeVector, songsMean, subtract } from './vectors.ts';

export type RankScene = {
  reading: SceneReading;
  palette: Pick<Palette, 'valence' | 'energy'> | null;
  moods: MoodDistribution | null;
  vector: MaybeVector;
};

export type RankSong = { song: Song; reading: SongReading; vector: MaybeVector };

export type Ranked = {
  /** Position in the songs that were given. */
  index: number;
  /** 1 is the best. */
  rank: number;
  /** Where the fit alone would have put it, before the tie-break and variety. */
  rankByFit: number;
  /** 0..1, see score.ts; never rises from one rank to the next. */
  score: number;
  /** Too little is known of photo or song for the score to mean anything. */
  isGuess: boolean;
  /** How it compares with the scene. Made when it is asked for: of most songs of a long list only the order counts. */
  details: () => Pick<Match, 'parts' | 'features'>;
};

export type RankOptions = RankTables & {
  /** Songs of this fall behind the others. */
  avoid?: Avoid;
  /** Variety from rank 2 on; true by default. */
  diversify?: boolean;
  /** In the space of the other vectors. */
  bankVectors?: BankVectors | null;
};

/** Only so many songs with the best totals may come first, and are moved by ratings of themselves. */
export const mostContenders = 200;
/** What a pull of 1 adds to a total. Between a liked song and a disliked one that is what variety calls near (REACH). */
const MOST_LIFT = 0.04;
/** What a pull of 1 adds to a story among songs that tie: one fresh rating, a pull of 1/2, is worth a usual spread. */
const MOST_STORY_LIFT = 0.3;
/** A song without words to compare counts by its themes, as if a full match were an ordinary story. */
const THEMES_AS_STORY = 0.3;

/** A photo without words has no story: of songs about equally fit, the one whose place its light and colour are closest to. */
function likeColours(
  palette: Pick<Palette, 'valence' | 'energy'>,
  songs: readonly { index: number }[],
  readings: readonly SongReading[],
): number[] {
  return songs.map(({ index }) => {
    const { valence, energy } = readings[index] ?? { valence: null, energy: null };
    return -Math.hypot(palette.valence - (valence ?? 0), palette.energy - (energy ?? 0));
  });
}

/**
 * Ranks all songs. A feature that a song has no reading of counts as the playlist's mean. Throws (a bug, not a
 * person's mistake) when vectors of different lengths meet.
 */
export function rank(scene: RankScene, songs: readonly RankSong[], options: RankOptions): Ranked[] {
  const { weights, families, bankVectors = null } = options;
  const vectors = songs.map(({ vector }) => vector);
  const readings = songs.map(({ reading }) => reading);
  const mean = songsMean(vectors, bankVectors?.mean ?? null);
  const direction = scene.vector === null ? null : subtract(scene.vector, bankVectors?.mean ?? mean);
  const cosines = centredCosines(vectors, mean, direction);
  const target = sceneTarget(scene, families);
  const comparison = compare(target, readings, cosines, weights.features);
  const kept = avoidance(options.avoid ?? nothingAvoided, families);
  const keptOf = songs.map(({ song, reading }) => kept(reading, song.genres));
  const totals = keptOf.map((share, index) => (comparison.totals[index] ?? 0) * share);

  const chances = readings.map((reading, index) => {
    const chance = chanceOfFit(target, reading, weights.score);
    // To somebody who wants contrast, the other side fits.
    return (weights.features.valence < 0 ? 1 - chance : chance) * (keptOf[index] ?? 1);
  });
  const pulls = new Float64Array(songs.length);
  const pullOf = options.pulls?.(scene.reading);
  if (pullOf !== undefined) {
    for (const index of fallingOrder(totals).slice(0, mostContenders)) {
      const pull = songs[index] === undefined ? 0 : pullOf(songs[index].song);
      pulls[index] = pull;
      totals[index] = (totals[index] ?? 0) + MOST_LIFT * pull;
    }
  }
  const byFit = fallingOrder(totals);
  const contenders = byFit.slice(0, mostContenders).map((index) => ({
    index,
    pull: pulls[index] ?? 0,
    total: totals[index] ?? 0,
    valenceFit: fitOf(comparison.columns.valence, index),
    energyFit: fitOf(comparison.columns.energy, index),
    meaning: comparison.meaning[index] ?? 0,
    certainty: readings[index]?.certainty.valence ?? 0,
    chance: chances[index] ?? 0,
  }));
  function storiesOf(tied: typeof contenders): number[] {
    if (
      scene.vector === null &&
      scene.palette !== null &&
      scene.reading.evidence.every((kind) => kind === 'colours')
    )
      return likeColours(scene.palette, tied, readings);
    const tiedVectors = tied.map(({ index }) => vectors[index] ?? null);
    const stories = centredCosines(tiedVectors, mean, particular(scene.vector, bankVectors));
    return tied.map(({ index }, at) => {
      const story = stories[at] ?? Number.NaN;
      return Number.isNaN(story) ? THEMES_AS_STORY * (comparison.featuresOf(index).themes.fit ?? 0) : story;
    });
  }
  const first = breakTie(contenders, scene.reading, weights.tieBreak, (tied) =>
    storiesOf([...tied]).map((story, at) => story + MOST_STORY_LIFT * (tied[at]?.pull ?? 0)),
  );
  const winnerFirst =
    first === undefined ? [] : [first.index, ...byFit.filter((index) => index !== first.index)];
  const order =
    options.diversify === false ? winnerFirst : diversify(winnerFirst, totals, songs, weights.variety);

  const scores = neverRising(order.map((index) => chances[index] ?? 0));
  const isPhotoGuess = isGuess(scene.reading);
  const rankByFit = new Array<number>(songs.length).fill(0);
  byFit.forEach((index, place) => {
    rankByFit[index] = place + 1;
  });
  return order.map((index, place) => ({
    index,
    rank: place + 1,
    rankByFit: rankByFit[index] ?? 0,
    score: scores[place] ?? 0,
    isGuess: isPhotoGuess || (readings[index] !== undefined && isGuess(readings[index])),
    details: () => ({ parts: comparison.partsOf(index), features: comparison.featuresOf(index) }),
  }));
}
