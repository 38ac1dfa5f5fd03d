/** Cosines between texts' vectors, freed of what all songs have in common. */

/** Dot product: the cosine, for unit vectors. Lengths must agree; `requireOneSpace` has seen to that. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Refuses vectors of different lengths: they are of different spaces, and comparing them is a bug. */
export function requireOneSpace(vectors: Iterable<Float32Array | null>): void {
  let dimensions: number | null = null;
  for (const vector of vectors) {
    if (vector === null) continue;
    dimensions ??= vector.length;
    if (vector.length !== dimensions) {
      throw new Error(`vectors of two spaces: ${dimensions} and ${vector.length} dimensions`);
    }
  }
}

/** What a space's texts have in common, to be taken off: the mean vector of scenes and that of songs. */
export type Centre = { scenes: Float32Array; songs: Float32Array };

/** Mean of vectors; at most `sample` of them, evenly spread, are looked at. Null for none. */
export function meanVector(vectors: readonly (Float32Array | null)[], sample = 2000): Float32Array | null {
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

/** From this many songs on, a playlist is its own measure of what songs have in common. */
const OWN_MEAN_FROM = 30;

/** The playlist's own mean, drawn towards the stored one while the playlist is small. */
function songsMean(own: Float32Array, count: number, stored: Float32Array | undefined): Float32Array {
  if (stored === undefined || count >= OWN_MEAN_FROM) return own;
  const trust = count / OWN_MEAN_FROM;
  return own.map((value, i) => trust * value + (1 - trust) * (stored[i] ?? 0));
}

/**
 * Cosine of the scene's and each song's vector after the means are taken off (mean-centring frees a ranking of
 * songs that are near to everything); NaN where there is no vector, or one without a known word.
 * One pass over the vectors: |s - m|² = |s|² - 2 s·m + |m|², and (c - n)·(s - m) = (c - n)·s - (c - n)·m.
 */
export function centredCosines(
  scene: Float32Array | null,
  songs: readonly (Float32Array | null)[],
  stored?: Centre | null,
): Float64Array {
  const cosines = new Float64Array(songs.length).fill(Number.NaN);
  const own = meanVector(songs);
  if (scene === null || own === null || !scene.some((value) => value !== 0)) return cosines;
  const count = songs.reduce((sum, vector) => sum + (vector === null ? 0 : 1), 0);
  const mean = songsMean(own, count, stored?.songs);
  const base = stored?.scenes ?? mean;
  const centred = scene.map((value, i) => value - (base[i] ?? 0));
  const meanSquared = dot(mean, mean);
  const offset = dot(centred, mean);
  const sceneLength = Math.sqrt(dot(centred, centred));
  for (let at = 0; at < songs.length; at++) {
    const song = songs[at];
    if (song === null || song === undefined) continue;
    let withScene = 0;
    let withMean = 0;
    let squared = 0;
    for (let i = 0; i < song.length; i++) {
      const value = song[i] ?? 0;
      withScene += value * (centred[i] ?? 0);
      withMean += value * (mean[i] ?? 0);
      squared += value * value;
    }
    if (squared === 0) continue;
    const length = Math.sqrt(Math.max(0, squared - 2 * withMean + meanSquared)) * sceneLength;
    // A song that is the mean itself (a playlist of one) has no direction left.
    cosines[at] = length < 1e-6 ? 0 : (withScene - offset) / length;
  }
  return cosines;
}
