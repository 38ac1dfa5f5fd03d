/** Cosines between texts' vectors, freed of what all songs have in common. */

/** Dot product: the cosine, for unit vectors. Lengths must agree; `requireOneSpace` has seen to that. */
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

/** Refuses vectors of different lengths: they are of different spaces, and comparing them is a bug. */
export function requireOneSpace(
  scene: Float32Array | null,
  ...groups: readonly (readonly (Float32Array | null)[])[]
): void {
  let dimensions = scene?.length;
  for (const vectors of groups) {
    for (const vector of vectors) {
      if (vector === null) continue;
      dimensions ??= vector.length;
      if (vector.length !== dimensions) {
        throw new Error(`vectors of two spaces: ${dimensions} and ${vector.length} dimensions`);
      }
    }
  }
}

/** Mean of vectors; at most `sample` of them, evenly spread, are looked at. Null for none. */
export function meanVector(
  vectors: readonly (Float32Array | null | undefined)[],
  sample = 128,
): Float32Array | null {
  const step = Math.max(1, Math.ceil(vectors.length / sample));
  const there: Float32Array[] = [];
  for (let at = 0; at < vectors.length; at += step) {
    const vector = vectors[at];
    if (vector !== null && vector !== undefined) there.push(vector);
  }
  const [first] = there;
  if (first === undefined) return null;
  const sum = new Float64Array(first.length);
  // Four vectors a round, so that the sums are fetched and put back a quarter as often.
  const none = new Float32Array(first.length);
  for (let at = 0; at < there.length; at += 4) {
    const [a = none, b = none, c = none, d = none] = [there[at], there[at + 1], there[at + 2], there[at + 3]];
    for (let i = 0; i < sum.length; i++) {
      sum[i] = (sum[i] ?? 0) + ((a[i] ?? 0) + (b[i] ?? 0)) + ((c[i] ?? 0) + (d[i] ?? 0));
    }
  }
  const mean = new Float32Array(sum.length);
  for (let i = 0; i < mean.length; i++) mean[i] = (sum[i] ?? 0) / there.length;
  return mean;
}

/** `vector` less `mean`. */
export function without(vector: Float32Array, mean: Float32Array | null): Float32Array {
  if (mean === null) return vector;
  const rest = new Float32Array(vector.length);
  for (let i = 0; i < rest.length; i++) rest[i] = (vector[i] ?? 0) - (mean[i] ?? 0);
  return rest;
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
const SHORTEST = 1e-6;

/** `direction` → the cosine of it and the vector at `index`; NaN where one of them is not there, or zeros. */
export type Centred = (direction: Float32Array | null) => (index: number) => number;

/**
 * Unit vectors as they look from `mean`: freed of what all have in common, a ranking is freed of songs that are near
 * to everything. What does not depend on a direction is worked out once for each: for a unit s,
 * |s - m|² = 1 - 2 s·m + |m|², and d·(s - m) = d·s - d·m.
 */
export function centred(vectors: readonly (Float32Array | null)[], mean: Float32Array | null): Centred {
  const meanSquared = mean === null ? 0 : dot(mean, mean);
  /** Of each vector less the mean; below 0: not asked for yet. */
  const lengths = new Float64Array(vectors.length).fill(-1);

  /** Along a direction, and, where it is not known yet, the length: in one walk over the vector. */
  function look(vector: Float32Array, direction: Float32Array, from: Float32Array, index: number): number {
    if ((lengths[index] ?? -1) >= 0 || Number.isNaN(lengths[index])) return dot(vector, direction);
    let along = 0;
    let alongOdd = 0;
    let shared = 0;
    let sharedOdd = 0;
    for (let i = 0; i < vector.length; i += 2) {
      const even = vector[i] ?? 0;
      const odd = vector[i + 1] ?? 0;
      along += even * (direction[i] ?? 0);
      alongOdd += odd * (direction[i + 1] ?? 0);
      shared += even * (from[i] ?? 0);
      sharedOdd += odd * (from[i + 1] ?? 0);
    }
    const common = shared + sharedOdd;
    const isNothing = common === 0 && vector.every((value) => value === 0);
    lengths[index] = isNothing ? Number.NaN : Math.sqrt(Math.max(0, 1 - 2 * common + meanSquared));
    return along + alongOdd;
  }

  return (direction) => {
    const norm = direction === null ? 0 : Math.sqrt(dot(direction, direction));
    if (direction === null || mean === null || norm === 0) return () => Number.NaN;
    const offset = dot(direction, mean);
    return (index) => {
      const vector = vectors[index];
      if (vector === null || vector === undefined) return Number.NaN;
      const along = look(vector, direction, mean, index);
      const length = lengths[index] ?? Number.NaN;
      return length < SHORTEST ? 0 : (along - offset) / (length * norm);
    };
  };
}
