/** Vectors of texts: products, means, and cosines without what all songs have in common. */

/** A vector, or null for a text without one. */
export type MaybeVector = Float32Array | null;

function requireSameSpace(one: Float32Array, other: Float32Array): void {
  if (one.length !== other.length) {
    throw new Error(`vectors of two spaces: ${one.length} and ${other.length} dimensions`);
  }
}

/** Dot product of two vectors of one length: the cosine, for unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Mean of at most `sample` vectors, evenly spread over the list; null for none. Throws (a bug) if lengths differ. */
export function meanVector(vectors: readonly MaybeVector[], sample = 128): MaybeVector {
  const step = Math.max(1, Math.ceil(vectors.length / sample));
  const sampled = vectors.filter((_, at) => at % step === 0).filter((vector) => vector !== null);
  const [first] = sampled;
  if (first === undefined) return null;
  const sum = new Float64Array(first.length);
  for (const vector of sampled) {
    requireSameSpace(first, vector);
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  }
  return Float32Array.from(sum, (value) => value / sampled.length);
}

/** `vector` - `mean`. Throws (a bug) if lengths differ. */
export function subtract(vector: Float32Array, mean: MaybeVector): Float32Array {
  if (mean === null) return vector;
  requireSameSpace(vector, mean);
  return vector.map((value, i) => value - (mean[i] ?? 0));
}

/** From this many songs on, a playlist's own mean says what songs have in common. */
const OWN_MEAN_FROM = 30;

/**
 * What the songs' vectors have in common. A small playlist's own mean is drawn towards `stored` (or towards zero):
 * the two songs of a playlist of two would be opposites otherwise.
 */
export function songsMean(songs: readonly MaybeVector[], stored: MaybeVector): MaybeVector {
  const own = meanVector(songs);
  if (own === null) return null;
  const trust = Math.min(1, songs.filter((vector) => vector !== null).length / OWN_MEAN_FROM);
  return own.map((value, i) => trust * value + (1 - trust) * (stored?.[i] ?? 0));
}

/** A shorter difference has no direction: the vector is the mean itself, as in a playlist of one song. */
const SHORTEST = 1e-3;

/**
 * Cosines between `direction` and each vector less `mean`: a ranking by them has no songs that are close to
 * everything. Null where something is missing or zero. Throws (a bug) if lengths differ.
 */
export function centredCosines(
  vectors: readonly MaybeVector[],
  mean: MaybeVector,
  direction: MaybeVector,
): (number | null)[] {
  const norm = direction === null ? 0 : Math.sqrt(dot(direction, direction));
  return vectors.map((vector) => {
    if (vector === null || mean === null || direction === null || norm === 0) return null;
    requireSameSpace(vector, direction);
    if (vector.every((value) => value === 0)) return null;
    let along = 0;
    let squared = 0;
    for (let i = 0; i < vector.length; i++) {
      const centred = (vector[i] ?? 0) - (mean[i] ?? 0);
      along += centred * (direction[i] ?? 0);
      squared += centred * centred;
    }
    const length = Math.sqrt(squared);
    return length < SHORTEST ? 0 : along / (length * norm);
  });
}

/** Indices by falling value, null last; equal values keep their order. */
export function fallingOrder(values: readonly (number | null)[]): number[] {
  const worth = Float64Array.from(values, (value) => value ?? Number.NEGATIVE_INFINITY);
  return [...values.keys()].sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || 0);
}
