/**
 * Pieces of evidence → what is known together: on each dimension a normal distribution, the product of a prior and of
 * what each piece says, so that a better piece outweighs a worse one and two weak ones are more than one.
 */
import type { Certainty, EvidenceKind } from '../../model/evidence.ts';
import type { Mood } from '../../model/reading.ts';
import { addVote, chooseMoods, strongestThemes } from './moods.ts';
import type { Reliability } from './reliability.ts';

/** A normal distribution over an axis of -1..1. */
export type Estimate = { mean: number; variance: number };

/** Before anything is known: neither pleasant nor unpleasant, neither calm nor lively, half an axis either way. */
export const PRIOR: Estimate = { mean: 0, variance: 0.25 };

/** null on a dimension: this piece says nothing of it. */
export type Evidence = {
  kind: EvidenceKind;
  valence: Estimate | null;
  energy: Estimate | null;
  moods: readonly Mood[];
  themes: readonly string[];
};

/** In standard deviations: readings further from their middle are unlike those that the correlation was found with. */
const farthest = 2.5;

/**
 * A reading on one dimension, -1..1 → what it says, by itself, of the true value. `confidence` is relative to an
 * ordinary reading of its kind: half as confident is twice the variance.
 */
export function estimate(
  reading: number | null,
  { correlation, spread, middle }: Reliability,
  confidence = 1,
): Estimate | null {
  if (reading === null || confidence <= 0) return null;
  const away = Math.min(farthest, Math.max(-farthest, (reading - middle) / spread));
  const variance = PRIOR.variance * (1 / correlation ** 2 - 1);
  // Readings shrink to their middle by as much as they are wrong: divided by the correlation, they are as wide as the truth.
  return { mean: (away * Math.sqrt(PRIOR.variance)) / correlation, variance: variance / confidence };
}

/** Three decimals are more than anybody can say of a feeling. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** The product of normal distributions, as a value within -1..1 and how certain it is. */
function together(estimates: readonly Estimate[]): { value: number; certainty: number } {
  const precision = estimates.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const mean = estimates.reduce((sum, one) => sum + one.mean / one.variance, 0) / precision;
  return {
    value: rounded(Math.min(1, Math.max(-1, mean))),
    certainty: rounded(1 - 1 / (precision * PRIOR.variance)),
  };
}

export type Combined = {
  /** -1..1; null where no piece says anything. */
  valence: number | null;
  energy: number | null;
  moods: Mood[];
  themes: string[];
  certainty: Certainty;
  evidence: EvidenceKind[];
};

export function combine(pieces: readonly Evidence[]): Combined {
  const moods = new Map<Mood, number>();
  const themes = new Map<string, number>();
  for (const piece of pieces) {
    const weight = PRIOR.variance / (piece.valence ?? piece.energy ?? PRIOR).variance;
    for (const [at, mood] of piece.moods.entries()) addVote(moods, mood, weight / (at + 1));
    for (const [at, theme] of piece.themes.entries()) addVote(themes, theme, weight / (at + 1));
  }
  const on = (axis: 'valence' | 'energy') => {
    const estimates = pieces.flatMap((piece) => piece[axis] ?? []);
    return estimates.length === 0 ? { value: null, certainty: 0 } : together([PRIOR, ...estimates]);
  };
  const valence = on('valence');
  const energy = on('energy');
  return {
    valence: valence.value,
    energy: energy.value,
    moods: chooseMoods(moods, { valence: valence.value, energy: energy.value }),
    themes: strongestThemes(themes),
    certainty: { valence: valence.certainty, energy: energy.certainty },
    evidence: [...new Set(pieces.filter((piece) => piece.valence ?? piece.energy).map(({ kind }) => kind))],
  };
}

/** What a reading knows of one dimension: its value and how certain it is. */
export function distribution(value: number | null, certainty: number): Estimate {
  return value === null ? PRIOR : { mean: value, variance: PRIOR.variance * (1 - certainty) };
}

/** What is known of a feeling. */
export type Feeling = Pick<Combined, 'valence' | 'energy' | 'certainty' | 'evidence'>;

/** A reading and one more piece of evidence about its place → the reading, as it is known now. */
export function withEvidence<T extends Feeling>(reading: T, piece: Omit<Evidence, 'moods' | 'themes'>): T {
  const on = (axis: 'valence' | 'energy') => {
    const more = piece[axis];
    return more === null
      ? { value: reading[axis], certainty: reading.certainty[axis] }
      : together([distribution(reading[axis], reading.certainty[axis]), more]);
  };
  const valence = on('valence');
  const energy = on('energy');
  return {
    ...reading,
    valence: valence.value,
    energy: energy.value,
    certainty: { valence: valence.certainty, energy: energy.certainty },
    evidence: [...new Set([...reading.evidence, piece.kind])],
  };
}

/** A filled form by itself: its place drawn to the prior by as much as such forms are wrong. */
export function assess<T extends { valence: number | null; energy: number | null }>(
  form: T,
  kind: EvidenceKind,
  { valence, energy }: { valence: Reliability; energy: Reliability },
): Omit<T, keyof Feeling> & Feeling {
  const nothingYet: Feeling = {
    valence: null,
    energy: null,
    certainty: { valence: 0, energy: 0 },
    evidence: [],
  };
  return withEvidence(
    { ...form, ...nothingYet },
    {
      kind,
      valence: estimate(form.valence, valence),
      energy: estimate(form.energy, energy),
    },
  );
}
