/** The number beside a song: the chance that people would say its feeling fits the photo. */

import type { SongReading } from '../../model/reading.ts';
import { distribution } from '../evidence/evidence.ts';
import { chanceOfSameSide } from '../evidence/normal.ts';
import type { SceneTarget } from './features.ts';
import type { Weights } from './tables.ts';

/** Even about a plain case a few people disagree. */
const DISAGREE = 0.02;

/** 0..1; 0.5 where one of the two feelings is not known at all. */
export function chanceOfFit(scene: SceneTarget, song: SongReading, { slope }: Weights['score']): number {
  const chance = chanceOfSameSide(scene.valence, distribution(song.valence, song.certainty.valence));
  const calibrated = 1 / (1 + ((1 - chance) / chance) ** slope);
  return DISAGREE + (1 - 2 * DISAGREE) * calibrated;
}

/**
 * Scores by rank that never rise from one rank to the next: neighbours in the wrong order share their mean (pool
 * adjacent violators), so that what is shown for the first songs stays as right on average as it was.
 */
export function neverRising(scores: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const score of scores) {
    const pool = { sum: score, count: 1 };
    let above = pools.at(-1);
    while (above !== undefined && above.sum * pool.count < pool.sum * above.count) {
      pool.sum += above.sum;
      pool.count += above.count;
      pools.pop();
      above = pools.at(-1);
    }
    pools.push(pool);
  }
  const pooled: number[] = [];
  for (const { sum, count } of pools) {
    for (let i = 0; i < count; i++) pooled.push(sum / count);
  }
  return pooled;
}
