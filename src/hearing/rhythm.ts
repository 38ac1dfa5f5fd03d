/** Where things begin in a sound → how often, how fast its beat is, and how clearly it is felt. */
import { deviation, mean } from './statistics.ts';
import { FRAMES_PER_SECOND } from './timbre.ts';

export type Rhythm = {
  /** Beginnings a second. */
  density: number;
  /** Beats a minute. */
  tempo: number;
  /** How like itself the row of beginnings is one beat later, 0 to 1 (Lartillot and others 2008). */
  clarity: number;
};

/** Two beginnings are at least so many frames apart: 70 ms. */
const APART = 3;
const [SLOWEST, FASTEST] = [40, 220];

/** Less the average over the second around each frame. */
function withoutTrend(row: readonly number[]): Float64Array {
  const reach = Math.round(FRAMES_PER_SECOND / 2);
  return Float64Array.from(
    row,
    (value, at) => value - mean(row.slice(Math.max(0, at - reach), at + reach + 1)),
  );
}

/** Product of the row with itself `lag` frames later, for each frame that has such a partner. */
function likeness(row: Float64Array, lag: number): number {
  let sum = 0;
  for (let at = lag; at < row.length; at++) sum += (row[at] ?? 0) * (row[at - lag] ?? 0);
  return sum / (row.length - lag);
}

/** `onset`: a number for each frame, large where something begins. */
export function measureRhythm(onset: readonly number[]): Rhythm {
  const row = withoutTrend(onset);
  const height = 0.7 * deviation(row);
  const beginnings = row.filter(
    (value, at) =>
      value > height && value === Math.max(...row.subarray(Math.max(0, at - APART), at + APART + 1)),
  );
  const power = likeness(row, 0);
  let [tempo, clarity, strongest] = [120, 0, 0];
  const longest = Math.min(row.length / 2, (FRAMES_PER_SECOND * 60) / SLOWEST);
  for (let lag = Math.round((FRAMES_PER_SECOND * 60) / FASTEST); lag <= longest && power > 0; lag++) {
    const beats = (FRAMES_PER_SECOND * 60) / lag;
    const like = likeness(row, lag) / power;
    clarity = Math.max(clarity, like);
    // Of several tempi that fit, people tap the one nearest to two beats a second (Ellis 2007).
    const felt = like * Math.exp(-0.5 * (Math.log2(beats / 120) / 0.9) ** 2);
    if (felt > strongest) [strongest, tempo] = [felt, beats];
  }
  return {
    density: (beginnings.length * FRAMES_PER_SECOND) / Math.max(1, row.length),
    tempo,
    clarity: Math.min(1, clarity),
  };
}
