/** Cosines between texts' vectors, freed of what all songs have in common. */

/** Dot product: the cosine, for unit vectors. Lengths must agree; `requireOneSpace` has seen to that. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
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
  sample = 1000,
): Float32Array | null {
  const step = Math.max(1, Math.floor(vectors.length / sample));
  let mean: Float32Array | null = null;
  let count = 0;
  for (let at = 0; at < vectors.length; at += step) {
    const vector = vectors[at];
    if (vector === null || vector === undefined) continue;
    mean ??= new Float32Array(vector.length);
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0);
    count++;
  }
  return mean === null ? null : mean.map((value) => value / count);
}

/** `vector` less `mean`. */
export function without(vector: Float32Array, mean: Float32Array | null): Float32Array {
  return mean === null ? vector : vector.map((value, i) => value - (mean[i] ?? 0));
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

/**
 * Cosine of `direction` and each song's vector less `mean` (mean-centring frees a ranking of songs that are near to
 * everything); NaN where there is no vector, or one of zeros (a text without a known word).
 * One pass: for a unit s, |s - m|² = 1 - 2 s·m + |m|², and d·(s - m) = d·s - d·m.
 */
export function centredCosines(
  direction: Float32Array | null,
  songs: readonly (Float32Array | null)[],
  mean: Float32Array | null,
): Float64Array {
  const cosines = new Float64Array(songs.length).fill(Number.NaN);
  if (direction === null || mean === null) return cosines;
  const length = Math.sqrt(dot(direction, direction));
  if (length === 0) return cosines;
  const meanSquared = dot(mean, mean);
  const offset = dot(direction, mean);
  for (let at = 0; at < songs.length; at++) {
    const song = songs[at];
    if (song === null || song === undefined) continue;
    // Two sums each: additions wait for the one before, and even places need not wait for odd ones.
    let along = 0;
    let alongOdd = 0;
    let withMean = 0;
    let withMeanOdd = 0;
    for (let i = 0; i < song.length; i += 2) {
      const even = song[i] ?? 0;
      const odd = song[i + 1] ?? 0;
      along += even * (direction[i] ?? 0);
      alongOdd += odd * (direction[i + 1] ?? 0);
      withMean += even * (mean[i] ?? 0);
      withMeanOdd += odd * (mean[i + 1] ?? 0);
    }
    along += alongOdd;
    withMean += withMeanOdd;
    if (along === 0 && withMean === 0) continue;
    const both = Math.sqrt(Math.max(0, 1 - 2 * withMean + meanSquared)) * length;
    // A song that is the mean itself (a playlist of one) has no direction left.
    cosines[at] = both < 1e-6 ? 0 : (along - offset) / both;
  }
  return cosines;
}
