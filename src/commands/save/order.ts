/** The orders a playlist can be saved in. */
import { isEnergyGuess } from '../../model/evidence.ts';
import type { ShownMatch } from '../../store/results.ts';

/** `answer`: best first, or an album's photos in turn; `rising`: from the calmest song to the liveliest. */
export const orders = ['answer', 'rising'] as const;
export type Order = (typeof orders)[number];

/** null for a song whose energy is a guess. */
function energyOf({ reading }: ShownMatch): number | null {
  return isEnergyGuess(reading) ? null : reading.energy;
}

/** Is there any energy to order by? */
export const canRise = (matches: readonly ShownMatch[]): boolean =>
  matches.filter((match) => energyOf(match) !== null).length > 1;

/** Guesses come where the mean of the others is, so neither end is one; equal songs stay in the answer's order. */
export function inOrder(matches: readonly ShownMatch[], order: Order): ShownMatch[] {
  if (order === 'answer') return [...matches];
  const known = matches.map(energyOf).filter((energy) => energy !== null);
  const mean = known.reduce((sum, energy) => sum + energy, 0) / Math.max(1, known.length);
  return matches.toSorted((a, b) => (energyOf(a) ?? mean) - (energyOf(b) ?? mean));
}
