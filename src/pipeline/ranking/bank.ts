/**
 * The bank of scenes as ranking meets it, again and again: whatever depends neither on the photo nor on the songs is
 * worked out once.
 */

import { moodsKey } from '../../model/mood-plane.ts';
import type { Mood, Reading } from '../../model/reading.ts';
import { fallingOrder } from './falling-order.ts';
import { type Stretch, sceneTarget } from './features.ts';
import { centredCosines, meanVector, without } from './vectors.ts';

/** Readings of photos people might send, written by us: what a fit is compared with to be called good. */
export type SceneBank = readonly (Reading & { valence: number; energy: number })[];

/** The scenes' feelings as columns, one value a scene. */
export type BankFeelings = {
  /** Stretched, -1..1. */
  valence: Float64Array;
  energy: Float64Array;
  /** How like each scene's moods these of a song are, 0..1; NaN for a song of which no mood was read. */
  moods(moods: readonly Mood[]): Float64Array;
};

/** The last stretch asked for is kept: a bot knows one, and fitting tries one after the other. */
export function bankFeelings(bank: SceneBank): (stretch: Stretch) => BankFeelings {
  let last: { stretch: Stretch; feelings: BankFeelings } | null = null;
  return (stretch) => {
    if (last?.stretch.valence === stretch.valence && last.stretch.energy === stretch.energy)
      return last.feelings;
    last = { stretch, feelings: feelingsOf(bank, stretch) };
    return last.feelings;
  };
}

function feelingsOf(bank: SceneBank, stretch: Stretch): BankFeelings {
  const targets = bank.map((reading) =>
    sceneTarget({ reading: { ...reading, themes: [] }, moods: null, palette: null }, stretch, new Map()),
  );
  const known = new Map<number, Float64Array>();
  return {
    valence: Float64Array.from(targets, ({ valence }) => valence),
    energy: Float64Array.from(targets, ({ energy }) => energy),
    moods(moods) {
      const key = moodsKey(moods);
      const before = known.get(key);
      if (before !== undefined) return before;
      const now = Float64Array.from(targets, (target) => target.moods?.(moods) ?? Number.NaN);
      known.set(key, now);
      return now;
    },
  };
}

/** The bank's texts (tables.ts, `bankTexts`) in a space. */
export type BankVectors = {
  vectors: readonly Float32Array[];
  /** What scenes have in common. */
  mean: Float32Array | null;
};

export function bankInSpace(vectors: readonly Float32Array[]): BankVectors {
  return { vectors, mean: meanVector(vectors) };
}

/** Scenes of the bank that a photo is told apart from. */
const NEIGHBOURS = 15;

/**
 * What is particular about the scene: its vector less what it shares with the bank's scenes nearest to it (localised
 * centring, Hara et al. 2015: five photos of graveyards have their grief in common, and differ in what else is
 * there); the vector itself where there is no bank.
 */
export function particular(scene: Float32Array | null, bank: BankVectors | null): Float32Array | null {
  if (scene === null || bank === null || bank.mean === null) return scene;
  const cosines = centredCosines(bank.vectors, bank.mean, without(scene, bank.mean));
  const near = fallingOrder(cosines).slice(0, NEIGHBOURS);
  return without(scene, meanVector(near.map((at) => bank.vectors[at])));
}
