/**
 * Songs that win for everything. A song in the middle of the plane is near to most photos; what it gains by that
 * says nothing about this photo. As in CSLS (Conneau et al. 2018) its mean fit to the photos it fits best is
 * taken off, measured on the stored bank of scenes, so the result depends on this photo and these songs only.
 */
import { energyFit, moodsFit, type SceneTarget, valenceFit } from './features.ts';
import type { Weights } from './tables.ts';
import type { Reading } from './types.ts';

/** Scenes of the bank a song's fit is averaged over: those it fits best. */
const NEIGHBOURS = 10;

/** The feeling alone, 0..1: weighted mean of valence, energy and moods, of those that are there. */
export function feelingFit(scene: SceneTarget, song: Reading, weights: Weights['features']): number {
  let sum = 0;
  let total = 0;
  const add = (weight: number, fit: number): void => {
    if (Number.isNaN(fit)) return;
    sum += weight * fit;
    total += weight;
  };
  add(weights.valence, valenceFit(scene, song));
  add(weights.energy, energyFit(scene, song));
  add(weights.moods, moodsFit(scene, song));
  return total === 0 ? 0.5 : sum / total;
}

/** How easily a song fits photos in general, 0..1: mean of its best fits to the bank. */
export function hubness(song: Reading, bank: readonly SceneTarget[], weights: Weights['features']): number {
  const fits = Float64Array.from(bank, (scene) => feelingFit(scene, song, weights)).sort();
  const best = fits.subarray(-NEIGHBOURS);
  return best.reduce((sum, fit) => sum + fit, 0) / Math.max(1, best.length);
}
