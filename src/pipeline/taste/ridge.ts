/** Bayesian linear regression with a normal prior: the posterior in closed form. */

export type Observation = {
  /** One number for each coefficient. */
  row: readonly number[];
  /** The answer, less what the prior expected. */
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

/** Inverse of a symmetric positive definite matrix by Gauss-Jordan elimination, which needs no pivoting for these. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  let rows = matrix.map((row, i) => [...row, ...matrix.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < size; i++) {
    const pivot = rows[i]?.[i] ?? 1;
    const scaled = (rows[i] ?? []).map((value) => value / pivot);
    rows = rows.map((row, j) =>
      j === i ? scaled : row.map((value, k) => value - (row[i] ?? 0) * (scaled[k] ?? 0)),
    );
  }
  return rows.map((row) => row.slice(size));
}

/** A total order of observations, so that sums are the same to the last bit however the observations arrived. */
function inOrder(one: Observation, other: Observation): number {
  const numbers = ({ surprise, weight, row }: Observation) => [surprise, weight, ...row];
  const others = numbers(other);
  const differences = numbers(one).map((value, at) => value - (others[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/**
 * `precisions`: how many observations each coefficient's prior is worth (one lambda of ridge regression each). The
 * order of the observations makes no difference.
 */
export function posterior(observations: readonly Observation[], precisions: readonly number[]): Posterior {
  const ordered = observations.toSorted(inOrder);
  const sum = (term: (observation: Observation) => number): number =>
    ordered.reduce((total, observation) => total + term(observation), 0);
  const moment = precisions.map((_, i) =>
    sum(({ row, surprise, weight }) => weight * (row[i] ?? 0) * surprise),
  );
  const system = precisions.map((precision, i) =>
    precisions.map(
      (_, j) => (i === j ? precision : 0) + sum(({ row, weight }) => weight * (row[i] ?? 0) * (row[j] ?? 0)),
    ),
  );
  const covariance = inverse(system);
  const mean = covariance.map((row) => row.reduce((total, value, j) => total + value * (moment[j] ?? 0), 0));
  return { mean, covariance };
}
