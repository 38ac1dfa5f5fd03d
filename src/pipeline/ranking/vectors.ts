/** Vectors of texts: products, means, and cosines without what all songs have in common. */

/** A vector, or null for a text without one. */
export type MaybeVector = Float32Array | null;

function requireSameSpace(one: Float32Array, other: Float32Array): void {
  if (one.length !== other.length) {
    throw new Error(`vectors of two spaces: ${one.length} and ${other.length} dimensions`);
  }
}

/** Dot product of two vectors of one length: the cosine, for unit vectors. Four sums keep the processor busy. */
export function dot(a: Float32Array, b: Float32Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < a.length; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < a.length; i++) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + s2 + s3;
}

/** So many vectors, evenly spread over a list, tell its mean. */
const SAMPLE = 128;

/** null for no vectors. Throws (a bug) if lengths differ. */
export function meanVector(vectors: readonly MaybeVector[]): MaybeVector {
  const step = Math.max(1, Math.ceil(vectors.length / SAMPLE));
  const sampled = vectors.filter((_, at) => at % step === 0).filter((vector) => vector !== null);
  const [first] = sampled;
  if (first === undefined) return null;
  const sum = new Float64Array(first.length);
  for (const vector of sampled) {
    requireSameSpace(first, vector);
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  }
  return Float32Array.from(sum.map((value) => value / sampled.length));
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

/** The vector of a text without a word that the embedder knows. */
const isZero = (vector: Float32Array): boolean => vector.every((value) => value === 0);

/** How far the unit vector of `vector` less `mean` goes along `direction`. Two sums of each kind, as in `dot`. */
function alongOf(vector: Float32Array, mean: Float32Array, direction: Float32Array): number {
  let squared0 = 0;
  let squared1 = 0;
  let along0 = 0;
  let along1 = 0;
  for (let i = 0; i < vector.length; i += 2) {
    const value0 = (vector[i] ?? 0) - (mean[i] ?? 0);
    const value1 = (vector[i + 1] ?? 0) - (mean[i + 1] ?? 0);
    squared0 += value0 * value0;
    squared1 += value1 * value1;
    along0 += value0 * (direction[i] ?? 0);
    along1 += value1 * (direction[i + 1] ?? 0);
  }
  const length = Math.sqrt(squared0 + squared1);
  return length < SHORTEST ? 0 : (along0 + along1) / length;
}

/**
 * Cosines between `direction` and each vector less `mean`: a ranking by them has no songs that are close to
 * everything. NaN where something is missing or zero. Throws (a bug) if lengths differ.
 */
export function centredCosines(
  vectors: readonly MaybeVector[],
  mean: MaybeVector,
  direction: MaybeVector,
): Float64Array {
  const cosines = new Float64Array(vectors.length).fill(Number.NaN);
  const norm = direction === null ? 0 : Math.sqrt(dot(direction, direction));
  if (mean === null || direction === null || norm === 0) return cosines;
  vectors.forEach((vector, at) => {
    if (vector === null) return;
    requireSameSpace(vector, direction);
    if (!isZero(vector)) cosines[at] = alongOf(vector, mean, direction) / norm;
  });
  return cosines;
}

/** Indices by falling value, NaN last; equal values keep their order. */
export function fallingOrder(values: Iterable<number>): number[] {
  return [...values]
    .map((value, index) => ({ worth: Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value, index }))
    .sort((a, b) => b.worth - a.worth || 0)
    .map(({ index }) => index);
}
