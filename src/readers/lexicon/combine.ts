/** Several readings of one thing → one: words and numbers weighed by how much each has to say. */
import type { Mood } from '../../model/reading.ts';
import { chooseMoods } from './moods.ts';

/** One witness. Weights are relative; a null is no evidence. */
export type Evidence = {
  valence: number | null;
  energy: number | null;
  moods: readonly Mood[];
  themes: readonly string[];
  valenceWeight: number;
  energyWeight: number;
};

export type Verdict = { valence: number | null; energy: number | null; moods: Mood[]; themes: string[] };

function weighed(
  evidence: readonly Evidence[],
  of: (item: Evidence) => { value: number | null; weight: number },
  shrink: number,
): number | null {
  let sum = 0;
  let total = 0;
  for (const item of evidence) {
    const { value, weight } = of(item);
    if (value === null || weight <= 0) continue;
    sum += value * weight;
    total += weight;
  }
  return total === 0 ? null : Math.max(-1, Math.min(1, sum / (total + shrink)));
}

/** `shrink` pulls to the middle what rests on little, in units of weight. */
export function combine(evidence: readonly Evidence[], shrink: number): Verdict {
  const valence = weighed(evidence, (item) => ({ value: item.valence, weight: item.valenceWeight }), shrink);
  const energy = weighed(evidence, (item) => ({ value: item.energy, weight: item.energyWeight }), shrink);
  const votes = new Map<Mood, number>();
  const themes = new Map<string, number>();
  for (const item of evidence) {
    item.moods.forEach((mood, index) => {
      votes.set(mood, (votes.get(mood) ?? 0) + item.valenceWeight / (index + 1));
    });
    item.themes.forEach((theme, index) => {
      themes.set(theme, (themes.get(theme) ?? 0) + item.valenceWeight / (index + 1));
    });
  }
  return {
    valence: valence === null ? null : round(valence),
    energy: energy === null ? null : round(energy),
    moods: chooseMoods(votes, { valence, energy }),
    themes: [...themes.entries()]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([theme]) => theme),
  };
}

/** Three decimals are more than the words can tell. */
const round = (value: number): number => Math.round(value * 1000) / 1000 + 0;
