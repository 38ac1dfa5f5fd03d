/** Two normal distributions against each other. */
import type { Estimate } from './evidence.ts';

/** Error function (the chance that a standard normal value is within ±x√2), to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
export function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}

/** Chance that the value is above 0. */
export function chancePositive({ mean, variance }: Estimate): number {
  return variance <= 0 ? (Math.sign(mean) + 1) / 2 : (1 + erf(mean / Math.sqrt(2 * variance))) / 2;
}

/** Chance that both values are on the same side of 0. */
export function chanceOfSameSide(one: Estimate, other: Estimate): number {
  const a = chancePositive(one);
  const b = chancePositive(other);
  return a * b + (1 - a) * (1 - b);
}

/** Expected distance of the two values. */
export function expectedDistance(one: Estimate, other: Estimate): number {
  const mean = one.mean - other.mean;
  const variance = one.variance + other.variance;
  if (variance <= 0) return Math.abs(mean);
  // Mean of a folded normal distribution.
  const spread = Math.sqrt(variance);
  return (
    spread * Math.sqrt(2 / Math.PI) * Math.exp((-mean * mean) / (2 * variance)) +
    mean * erf(mean / (spread * Math.SQRT2))
  );
}
