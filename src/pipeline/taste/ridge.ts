/** Bayesian linear regression with a normal prior: the posterior in closed form. */

export type Observation = {
  /** What was there to see, one number for each coefficient. */
  row: readonly number[];
  /** What was answered, less what the prior expected. */
  surprise: number;
  /** How much it counts; 1 is one whole observation. */
  weight: number;
};

export type Posterior = {
  /** Change of each coefficient from its prior mean. */
  mean: number[];
  /** Covariance of the coefficients, in units of the noise's variance. */
  covariance: number[][];
};

/** Inverse of a symmetric positive definite matrix, by Gauss-Jordan elimination; no pivoting is needed for these. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  rows.forEach((pivotRow, i) => {
    const pivot = pivotRow[i] ?? 1;
    for (let k = 0; k < 2 * size; k++) pivotRow[k] = (pivotRow[k] ?? 0) / pivot;
    rows.forEach((row, j) => {
      const factor = row[i] ?? 0;
      if (j === i || factor === 0) return;
      for (let k = 0; k < 2 * size; k++) row[k] = (row[k] ?? 0) - factor * (pivotRow[k] ?? 0);
    });
  });
  return rows.map((row) => row.slice(size));
}

/** A total order of observations, so that sums come out the same to the last bit, however they arrived. */
function inOrder(one: Observation, other: Observation): number {
  const difference = one.surprise - other.surprise || one.weight - other.weight;
  if (difference !== 0) return difference;
  for (const [at, value] of one.row.entries()) {
    const apart = value - (other.row[at] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}

/**
 * `precisions`: how many observations each coefficient's prior is worth (the lambda of ridge regression, one for each).
 * The answer depends on the observations as a multiset, not on their order.
 */
export function posterior(observations: readonly Observation[], precisions: readonly number[]): Posterior {
  const size = precisions.length;
  const system = precisions.map((precision, i) => precisions.map((_, j) => (i === j ? precision : 0)));
  const moment = new Array<number>(size).fill(0);
  for (const { row, surprise, weight } of [...observations].sort(inOrder)) {
    for (let i = 0; i < size; i++) {
      const scaled = weight * (row[i] ?? 0);
      moment[i] = (moment[i] ?? 0) + scaled * surprise;
      const into = system[i];
      if (into === undefined) continue;
      for (let j = 0; j < size; j++) into[j] = (into[j] ?? 0) + scaled * (row[j] ?? 0);
    }
  }
  const covariance = inverse(system);
  const mean = covariance.map((row) => row.reduce((sum, value, j) => sum + value * (moment[j] ?? 0), 0));
  return { mean, covariance };
}
