/**
 * An honest number beside a song. A raw fit means nothing to a person ("0.71" is poor when every photo gets 0.8),
 * so it is shown as a percentile: how this fit stands among the fits of the bank's scenes with the same playlist's
 * songs. A photo the playlist has no music for gets a low best score, and should.
 */

import type { Reading } from '../../model/reading.ts';
import type { BankFeelings } from './bank.ts';
import { type Comparison, FEELING } from './comparison.ts';
import { closeness } from './features.ts';
import type { Weights } from './tables.ts';

/** Songs whose fits to the bank make the pool: evenly spread over the playlist. */
const POOL_SONGS = 30;

/**
 * Totals that other photos would reach with these songs, in no order: the feeling (of valence, energy and moods, those
 * the song has) is worked out for every scene of the bank, the meaning is dealt out from what the songs have to this
 * photo.
 */
export function fitsOfOtherScenes(
  scenes: BankFeelings,
  songs: readonly Reading[],
  comparison: Comparison,
  { features }: Weights,
): Float64Array {
  const count = scenes.valence.length;
  const step = Math.max(1, Math.ceil(songs.length / POOL_SONGS));
  const share = FEELING.reduce((sum, name) => sum + comparison.weights[name], 0);
  const pool = new Float64Array(Math.ceil(songs.length / step) * count);
  const noMoods = new Float64Array(count);
  let filled = 0;
  for (let index = 0; index < songs.length; index += step) {
    const song = songs[index];
    if (song === undefined) continue;
    const read = scenes.moods(song.moods);
    const hasMoods = !Number.isNaN(read[0]);
    const moods = hasMoods ? read : noMoods;
    const forMoods = hasMoods ? features.moods : 0;
    const forValence = song.valence === null ? 0 : features.valence;
    const forEnergy = song.energy === null ? 0 : features.energy;
    const all = Math.abs(forValence) + Math.abs(forEnergy) + Math.abs(forMoods);
    // A weight below 0 wants contrast: |w| (1 - fit) is |w| + w fit.
    const contrast = all - (Math.max(0, forValence) + Math.max(0, forEnergy) + Math.max(0, forMoods));
    const valence = song.valence ?? 0;
    const energy = song.energy ?? 0;
    for (let turn = 0, other = index; turn < count; turn++) {
      const feeling =
        forValence * closeness(scenes.valence[turn] ?? 0, valence) +
        forEnergy * closeness(scenes.energy[turn] ?? 0, energy) +
        forMoods * (moods[turn] ?? 0);
      other += step;
      if (other >= songs.length) other -= songs.length;
      pool[filled++] =
        share * (all === 0 ? 0.5 : (contrast + feeling) / all) + (comparison.meaning[other] ?? 0);
    }
  }
  return pool;
}

/** Into so many the span of a pool is cut: fits of one step count as equal, for a score is shown in hundredths. */
const STEPS = 2048;

/** Share of `pool` that a fit beats, 0..1; half of it among its equals. */
export function percentiles(pool: Float64Array): (fit: number) => number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < pool.length; at++) {
    const fit = pool[at] ?? 0;
    if (fit < least) least = fit;
    if (fit > most) most = fit;
  }
  const scale = most > least ? STEPS / (most - least) : 0;
  /** Of a fit within the span: 0..STEPS, the last for the most alone. Cut off by its bits, which is faster than rounding. */
  const stepOf = (fit: number): number => ((fit - least) * scale) | 0;
  /** How many values stand on each step, then on it and all below. */
  const upTo = new Uint32Array(STEPS + 1);
  for (let at = 0; at < pool.length; at++) {
    const step = stepOf(pool[at] ?? 0);
    upTo[step] = (upTo[step] ?? 0) + 1;
  }
  for (let step = 1; step <= STEPS; step++) upTo[step] = (upTo[step] ?? 0) + (upTo[step - 1] ?? 0);

  return (fit) => {
    if (pool.length === 0) return 0.5;
    if (fit < least) return 0;
    if (fit > most) return 1;
    const step = stepOf(fit);
    return ((upTo[step - 1] ?? 0) + (upTo[step] ?? 0)) / 2 / pool.length;
  };
}

/**
 * Scores that never rise from one rank to the next: a song that was put above better fitting ones, because they are
 * too near to be told apart by their fit alone, is shown as good as the best of them.
 */
export function neverRising(scores: Float64Array): Float64Array {
  const shown = scores.slice();
  for (let at = shown.length - 2; at >= 0; at--) {
    shown[at] = Math.max(shown[at] ?? 0, shown[at + 1] ?? 0);
  }
  return shown;
}
