/** What a row of numbers says. */

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Standard deviation. */
export function deviation(values: ArrayLike<number>): number {
  const middle = mean(values);
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += ((values[at] ?? 0) - middle) ** 2;
  return values.length === 0 ? 0 : Math.sqrt(sum / values.length);
}

/** Pearson's; 0 where one of the two never changes. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [middleA, middleB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const x = (a[at] ?? 0) - middleA;
    const y = (b[at] ?? 0) - middleB;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa * bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** How steadily a row grows: its correlation with the place in it. */
export const slope = (values: ArrayLike<number>): number =>
  correlation(
    values,
    Float64Array.from({ length: values.length }, (_, at) => at),
  );

/** How evenly weights are spread: 0 (all in one place) to 1. */
export function entropy(weights: ArrayLike<number>): number {
  let [sum, product] = [0, 0];
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] ?? 0;
    sum += weight;
    if (weight > 0) product += weight * Math.log(weight);
  }
  return sum > 0 ? (Math.log(sum) - product / sum) / Math.log(weights.length) : 0;
}
