/**
 * How a ranking came about, for the log of whoever runs the program: numbers, moods of the list and names of our own.
 * No title, artist, lyrics, caption, and no word of the person's or of a theme: songs are named by their place in the
 * playlist, themes to avoid are counted.
 */

import type {
  Basis,
  FeatureName,
  FeatureValue,
  Mood,
  ReadBy,
  Scene,
  Song,
  Space,
} from '../../model/types.ts';
import { type Avoid, avoidance, nothingAvoided } from '../ranking/avoid.ts';
import { byFeature, FEATURES } from '../ranking/comparison.ts';
import { sceneTarget } from '../ranking/features.ts';
import { inTheRunning, limitsFor } from '../ranking/first-place.ts';
import type { RankTables, Weights } from '../ranking/tables.ts';
import type { Candidate } from './candidates.ts';

export type ToldSong = {
  rank: number;
  /** Its place in the playlist; 1 is the first song. */
  song: number;
  /** Where the fit alone would have put it. */
  rankByFit: number;
  /** What it was sorted by: all that its features added, times `kept`. */
  total: number;
  /** The share of the total that what is to be avoided left it; 1: it has nothing of that. */
  kept: number;
  score: number;
  /** `added` is fit × weight; where the fit is null, the playlist's mean stands for it. */
  features: Record<FeatureName, FeatureValue>;
};

export type ToldRanking = {
  songs: number;
  readFrom: Partial<Record<Basis, number>>;
  readBy: Partial<Record<ReadBy, number>>;
  /** null: no vector was needed. */
  space: Space | null;
  weights: { version: string; isBentByTaste: boolean };
  /** What the songs were compared with, and who read the photo. */
  target: { valence: number; energy: number; moods: Mood[]; readBy: ReadBy; captionedBy: string };
  avoided: { moods: readonly Mood[]; themes: number };
  first: {
    /** `fit`: it has the best total; `story`: of those in the running, its story is nearest; `writer`: a second look. */
    decidedBy: 'fit' | 'story' | 'writer';
    inTheRunning: number;
    song: number;
    bestByFit: number;
  } | null;
  /** The five best as they were ranked, before a writer's second look. */
  top: ToldSong[];
};

export type RankingToTell = {
  scene: Scene;
  /** The playlist's, in its order. */
  songs: readonly Song[];
  candidates: readonly Candidate[];
  /** Who stands first in the answer. */
  winner: Song | undefined;
  tables: Pick<RankTables, 'weights' | 'families'>;
  /** Before any taste bent them. */
  ownWeights: Weights;
  avoid?: Avoid | undefined;
  space: Space | null;
};

const told = 5;

const round = (value: number): number => Number(value.toFixed(3));

function countOf<T extends string>(values: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** As the ranker took it: the playlist's mean where there is none. */
const fitOf = ({ fit, weight, added }: FeatureValue): number =>
  weight === 0 ? (fit ?? Number.NaN) : added / Math.abs(weight);

/** How many songs could have come first, by the rule of first-place.ts. */
function runners(
  byFit: readonly Candidate[],
  totals: Float64Array,
  scene: Scene,
  limits: Weights['running'],
): number {
  const feature = (name: FeatureName, at: number): FeatureValue =>
    byFit[at]?.ranked.features[name] ?? { fit: null, weight: 0, added: 0 };
  return inTheRunning(
    {
      order: [...byFit.keys()],
      totals,
      valenceFit: (at) => fitOf(feature('valence', at)),
      energyFit: (at) => fitOf(feature('energy', at)),
      meaning: (at) => feature('themes', at).added + feature('words', at).added,
      valence: scene.reading.valence,
    },
    limits,
  ).length;
}

/** Pure; costs a look at every song, so it is made only where somebody reads it. */
export function toldRanking(ranking: RankingToTell): ToldRanking {
  const { scene, songs, candidates, winner, tables, ownWeights, avoid = nothingAvoided, space } = ranking;
  const { weights, families } = tables;
  const place = (song: Song | undefined): number => (song === undefined ? -1 : songs.indexOf(song)) + 1;
  const keptOf = avoidance(avoid, families);
  const kept = ({ song: { song, reading } }: Candidate): number => keptOf(reading, song.genres);
  const totalOf = (one: Candidate): number =>
    kept(one) * FEATURES.reduce((sum, name) => sum + one.ranked.features[name].added, 0);
  const byFit = [...candidates].sort((one, other) => one.ranked.rankByFit - other.ranked.rankByFit);
  const [best, first] = [byFit[0], candidates[0]];
  const target = sceneTarget(scene, weights.stretch, families);
  const isChosenByFit = first?.ranked.rankByFit === 1;
  return {
    songs: candidates.length,
    readFrom: countOf(candidates.map(({ song: { reading } }) => reading.basis)),
    readBy: countOf(candidates.map(({ song: { reading } }) => reading.by)),
    space,
    weights: {
      version: weights.version,
      isBentByTaste: FEATURES.some((name) => weights.features[name] !== ownWeights.features[name]),
    },
    target: {
      valence: round(target.valence),
      energy: round(target.energy),
      moods: scene.reading.moods,
      readBy: scene.reading.by,
      captionedBy: scene.captionedBy,
    },
    avoided: { moods: avoid.moods, themes: avoid.themes.length },
    first:
      best === undefined || first === undefined
        ? null
        : {
            decidedBy: first.song.song !== winner ? 'writer' : isChosenByFit ? 'fit' : 'story',
            inTheRunning: runners(
              byFit,
              Float64Array.from(byFit, totalOf),
              scene,
              limitsFor(scene, weights.running),
            ),
            song: place(winner),
            bestByFit: place(best.song.song),
          },
    top: candidates.slice(0, told).map((one) => ({
      rank: one.ranked.rank,
      song: place(one.song.song),
      rankByFit: one.ranked.rankByFit,
      total: round(totalOf(one)),
      kept: round(kept(one)),
      score: round(one.ranked.score),
      features: byFeature((name) => {
        const { fit, weight, added } = one.ranked.features[name];
        return { fit: fit === null ? null : round(fit), weight: round(weight), added: round(added) };
      }),
    })),
  };
}
