/** Features of a sound → how pleasant and how energetic people would find it. Fitted by scripts/fit-hearing.ts. */
import { z } from 'zod';
import { readPackaged } from '../package-path.ts';
import { FEATURES, type Features } from './features.ts';

const fitSchema = z.object({
  /** Of an average sound, and what each standard deviation of a feature adds; in -1..1. */
  intercept: z.number(),
  weights: z.record(z.enum(FEATURES), z.number()),
  reliability: z.object({ correlation: z.number(), spread: z.number(), middle: z.number() }),
});

const hearingSchema = z.object({
  features: z.record(z.enum(FEATURES), z.object({ mean: z.number(), deviation: z.number().positive() })),
  energy: fitSchema,
  valence: fitSchema,
});
export type HearingFit = z.infer<typeof hearingSchema>;

export function loadHearingFit(): HearingFit {
  return readPackaged(hearingSchema, 'assets', 'hearing.json');
}

/** Music is rarely further from the average; what is no music must not run off the scale. */
const MOST_DEVIATIONS = 3;

/** A reading on -1..1; how far such readings can be trusted is in `reliability.heard`. */
export function feelingOf(features: Features, fit: HearingFit): { valence: number; energy: number } {
  const on = ({ intercept, weights }: HearingFit['energy']): number => {
    const sum = FEATURES.reduce((total, name) => {
      const { mean, deviation } = fit.features[name];
      const away = (features[name] - mean) / deviation;
      return total + weights[name] * Math.min(MOST_DEVIATIONS, Math.max(-MOST_DEVIATIONS, away));
    }, intercept);
    return Math.min(1, Math.max(-1, Math.round(sum * 1000) / 1000));
  };
  return { valence: on(fit.valence), energy: on(fit.energy) };
}
