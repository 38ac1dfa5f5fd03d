/**
 * Who wins. Readings are only good to a tenth or two, so several songs feel equally near to a photo; among these
 * the total would name the same few songs for every photo of that feeling. The first place goes to the one of them
 * whose story is nearest to what is particular about this photo (bank.ts).
 */

import type { Scene } from '../../model/scene.ts';
import type { Weights } from './tables.ts';

/** Valence from which on a photo's feeling is plain. */
const PLAIN = 0.5;

/** What is left of the room for a story where the photo's is only guessed at ("perhaps a sunset"). */
const GUESSED = 0.5;

/**
 * The limits for a photo. One that was read from its light and colours alone has no story, or a guessed one, that could
 * outweigh a song's better fit.
 */
export function limitsFor(
  { captionedBy, reading }: Pick<Scene, 'captionedBy' | 'reading'>,
  limits: Weights['running'],
): Weights['running'] {
  if (captionedBy !== 'palette') return limits;
  const left = reading.themes.length > 0 ? GUESSED : 0;
  return { ...limits, vague: left * limits.vague, plain: left * limits.plain };
}

export type Running = {
  /** Indices, best total first. */
  order: readonly number[];
  totals: Float64Array;
  /** Fits of song `index`, 0..1. */
  valenceFit: (index: number) => number;
  energyFit: (index: number) => number;
  /** What themes and words add to its total. */
  meaning: (index: number) => number;
  /** How near these songs' stories are to what is particular about the photo; any scale. */
  stories: (indices: readonly number[]) => ArrayLike<number>;
  /** The photo's own valence, -1..1. */
  valence: number;
};

/** Indices of the songs that may come first: the best total, and those that are as good as it; empty for no songs. */
export function inTheRunning(standings: Omit<Running, 'stories'>, limits: Weights['running']): number[] {
  const { order, totals, valenceFit, energyFit, meaning } = standings;
  const [best] = order;
  if (best === undefined) return [];
  const plainness = Math.min(1, Math.abs(standings.valence) / PLAIN);
  const least = (totals[best] ?? 0) - (limits.vague + (limits.plain - limits.vague) * plainness);
  const leastValence = valenceFit(best) - limits.valence;
  const leastEnergy = energyFit(best) - limits.energy;
  // Nearest to what is particular, but further in meaning on the whole, would be no better story.
  const leastMeaning = meaning(best) - limits.meaning;
  const runners: number[] = [];
  for (const index of order) {
    if ((totals[index] ?? 0) < least) break;
    if (valenceFit(index) < leastValence || energyFit(index) < leastEnergy) continue;
    if (meaning(index) < leastMeaning) continue;
    runners.push(index);
  }
  return runners;
}

/** The index of the song that comes first; undefined for no songs. */
export function firstPlace(running: Running, limits: Weights['running']): number | undefined {
  const runners = inTheRunning(running, limits);
  if (runners.length < 2) return runners[0];
  const stories = running.stories(runners);
  let first = 0;
  for (let at = 1; at < runners.length; at++) {
    if ((stories[at] ?? 0) > (stories[first] ?? 0)) first = at;
  }
  return runners[first];
}
