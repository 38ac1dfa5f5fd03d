/** The scene bank: readings of photos people might send. What is particular about a photo is seen against it. */

import type { Reading } from '../../model/reading.ts';
import { embeddingText } from './embed.ts';
import { centredCosines, fallingOrder, type MaybeVector, meanVector, subtract } from './vectors.ts';

export type SceneBank = readonly (Reading & { valence: number; energy: number })[];

/** What of the bank is embedded, for `bankInSpace`. */
export function bankTexts(bank: SceneBank): string[] {
  return bank.map(embeddingText);
}

/** The vectors of `bankTexts` in the space of one embedder, and their mean: what scenes have in common. */
export type BankVectors = { vectors: readonly Float32Array[]; mean: MaybeVector };

export function bankInSpace(vectors: readonly Float32Array[]): BankVectors {
  return { vectors, mean: meanVector(vectors) };
}

/** Scenes of the bank that a photo is compared with to find what is particular about it. */
const NEIGHBOURS = 15;

/**
 * What is particular about the scene: its vector less the mean of the bank's scenes closest to it (localised
 * centring, Hara et al. 2015: photos of graveyards have grief in common and differ in what else they show). Without
 * a bank, the vector itself.
 */
export function particular(scene: MaybeVector, bank: BankVectors | null): MaybeVector {
  if (scene === null || bank === null || bank.mean === null) return scene;
  const cosines = centredCosines(bank.vectors, bank.mean, subtract(scene, bank.mean));
  const closest = fallingOrder(cosines).slice(0, NEIGHBOURS);
  return subtract(scene, meanVector(closest.map((at) => bank.vectors[at] ?? null)));
}
