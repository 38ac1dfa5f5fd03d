/** Cosines between texts' vectors, freed of what all songs have in common. */
import { dotsWith, type MaybeVector, requireDimensions, sumOf } from './dots.ts';

/** Dot product of two vectors of the same length: the cosine, for unit vectors. For many at once, see dots.ts. */
export function dot(a: Float32Array, b: Float32Array): number {
  // Four sums: an addition waits for the one before it in its own sum alone.
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  let i = 0;
  for (; i + 3 < a.length; i += 4) {
    one += (a[i] ?? 0) * (b[i] ?? 0);
    two += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    three += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    four += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < a.length; i++) one += (a[i] ?? 0) * (b[i] ?? 0);
  return one + two + (three + four);
}

/** Mean of vectors; at most `sample` of them, evenly spread, are looked at. Null for none. */
export function meanVector(vectors: readonly MaybeVector[], sample = 128): Float32Array | null {
  const step = Math.max(1, Math.ceil(vectors.length / sample));
  const there: Float32Array[] = [];
  for (let at = 0; at < vectors.length; at += step) {
    const vector = vectors[at];
    if (vector !== null && vector !== undefined) there.push(vector);
  }
  return there.length === 0 ? null : sumOf(there).map((sum) => sum / there.length);
}

/** `vector` less `mean`. Throws (a bug) when lengths differ. */
export function without(vector: Float32Array, mean: Float32Array | null): Float32Array {
  if (mean === null) return vector;
  requireDimensions(mean, vector.length);
  return vector.map((value, i) => value - (mean[i] ?? 0));
}

/** From this many songs on, a playlist is its own measure of what songs have in common. */
const OWN_MEAN_FROM = 30;

/**
 * What the songs' vectors have in common. A small playlist's own mean is drawn towards `stored` (or towards nothing),
 * else a playlist of two songs would be two opposites.
 */
export function songsMean(
  songs: readonly (Float32Array | null)[],
  stored: Float32Array | null,
): Float32Array | null {
  const own = meanVector(songs);
  if (own === null) return null;
  const count = songs.reduce((sum, vector) => sum + (vector === null ? 0 : 1), 0);
  const trust = Math.min(1, count / OWN_MEAN_FROM);
  return trust === 1 ? own : own.map((value, i) => trust * value + (1 - trust) * (stored?.[i] ?? 0));
}

/** From here on a vector is nearly the mean itself, as in a playlist of one, and has no direction left. */
const SHORTEST = 1e-3;

/**
 * Cosines of `direction` and unit vectors as they look from `mean`: freed of what all have in common, a ranking is
 * freed of songs that are near to everything. For a unit s, |s - m|² = 1 - 2 s·m + |m|², and d·(s - m) = d·s - d·m.
 * NaN where something is not there, or zeros. Throws (a bug) when lengths differ.
 */
export function centredCosines(
  vectors: readonly MaybeVector[],
  mean: Float32Array | null,
  direction: Float32Array | null,
): Float64Array {
  const norm = direction === null ? 0 : Math.sqrt(dot(direction, direction));
  if (direction === null || mean === null || norm === 0)
    return new Float64Array(vectors.length).fill(Number.NaN);
  const [cosines = new Float64Array(), shared = new Float64Array()] = dotsWith(vectors, direction, mean);
  const offset = dot(direction, mean);
  const meanSquared = dot(mean, mean);
  for (let at = 0; at < cosines.length; at++) {
    const common = shared[at] ?? Number.NaN;
    if (common === 0 && vectors[at]?.every((value) => value === 0)) {
      cosines[at] = Number.NaN;
      continue;
    }
    const length = Math.sqrt(Math.max(0, 1 - 2 * common + meanSquared));
    cosines[at] = length < SHORTEST ? 0 : ((cosines[at] ?? Number.NaN) - offset) / (length * norm);
  }
  return cosines;
}
