/** Several readings of one thing → one, each weighted by how much it has to say; and the few moods it names. */
import { MOOD_PLACES } from '../../model/mood-plane.ts';
import { MOODS, type Mood } from '../../model/reading.ts';

/** Moods about something specific: unless a word names them, their place on the plane counts less, or not at all. */
const WITHOUT_WORDS: Partial<Record<Mood, number>> = {
  sensual: 0,
  romantic: 0,
  nostalgic: 0,
  angry: 0.3,
  lonely: 0.6,
  triumphant: 0.8,
};

/** Of a place on the plane, against the votes of words. */
const PLACE_WEIGHT = 0.25;

/**
 * One to three moods, strongest first: what the words named, and what is near their place on the plane.
 * Empty only when there is neither a vote nor a place.
 */
export function chooseMoods(
  votes: ReadonlyMap<Mood, number>,
  { valence, energy }: { valence: number | null; energy: number | null },
): Mood[] {
  const total = [...votes.values()].reduce((sum, vote) => sum + vote, 0);
  if (total === 0 && valence === null && energy === null) return [];
  const scored = MOODS.map((mood) => {
    const at = MOOD_PLACES[mood];
    const dv = valence === null ? 0.5 : valence - at.valence;
    const de = energy === null ? 0.5 : energy - at.energy;
    const own = votes.get(mood) ?? 0;
    const nearness = Math.exp(-(dv * dv * 1.3 + de * de) / 0.35) * (own > 0 ? 1 : (WITHOUT_WORDS[mood] ?? 1));
    // A mood of the opposite feeling is hardly ever named, however many words name it.
    const isOpposite =
      valence !== null && Math.abs(valence) > 0.15 && Math.abs(at.valence) > 0.2 && valence * at.valence < 0;
    return { mood, score: (own / (total + 0.8) + PLACE_WEIGHT * nearness) * (isOpposite ? 0.45 : 1) };
  }).sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored
    .slice(0, 3)
    .filter(({ score }, index) => index === 0 || score >= best * 0.45)
    .map(({ mood }) => mood);
}

/** Adds a vote to what there is. */
export function addVote<K>(votes: Map<K, number>, key: K, vote: number): void {
  votes.set(key, (votes.get(key) ?? 0) + vote);
}

/** The five themes with the most votes. */
export const strongestThemes = (votes: ReadonlyMap<string, number>): string[] =>
  [...votes]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([theme]) => theme);

/** One reading and its relative weights; null is no evidence. */
export type Evidence = {
  valence: number | null;
  energy: number | null;
  moods: readonly Mood[];
  themes: readonly string[];
  valenceWeight: number;
  energyWeight: number;
};

export type Combined = { valence: number | null; energy: number | null; moods: Mood[]; themes: string[] };

export const clamp = (value: number): number => Math.max(-1, Math.min(1, value));

function meanOf(values: readonly { value: number | null; weight: number }[], shrink: number): number | null {
  let sum = 0;
  let total = 0;
  for (const { value, weight } of values) {
    if (value === null || weight <= 0) continue;
    sum += value * weight;
    total += weight;
  }
  return total === 0 ? null : clamp(sum / (total + shrink));
}

/** Three decimals are more than words can say. */
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1000) / 1000 + 0;

/** `shrink` pulls to the middle what rests on little, in units of weight. */
export function combine(evidence: readonly Evidence[], shrink: number): Combined {
  const valence = meanOf(
    evidence.map((item) => ({ value: item.valence, weight: item.valenceWeight })),
    shrink,
  );
  const energy = meanOf(
    evidence.map((item) => ({ value: item.energy, weight: item.energyWeight })),
    shrink,
  );
  const moods = new Map<Mood, number>();
  const themes = new Map<string, number>();
  for (const item of evidence) {
    item.moods.forEach((mood, index) => {
      addVote(moods, mood, item.valenceWeight / (index + 1));
    });
    item.themes.forEach((theme, index) => {
      addVote(themes, theme, item.valenceWeight / (index + 1));
    });
  }
  return {
    valence: rounded(valence),
    energy: rounded(energy),
    moods: chooseMoods(moods, { valence, energy }),
    themes: strongestThemes(themes),
  };
}
