/** Votes of words, and a place on the plane → the few moods and themes that are named. */
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

/** How much a place on the plane counts against the votes of words. */
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
