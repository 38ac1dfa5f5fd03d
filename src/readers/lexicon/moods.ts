/** The choice of the few moods that a reading names. */
import { MOOD_PLACES } from '../../model/mood-plane.ts';
import { MOODS, type Mood } from '../../model/reading.ts';

/** Moods about something: without a word that says so, their place on the plane names them less, or never. */
const WITHOUT_WORDS: ReadonlyMap<Mood, number> = new Map([
  ['sensual', 0],
  ['romantic', 0],
  ['nostalgic', 0],
  ['angry', 0.3],
  ['lonely', 0.6],
  ['triumphant', 0.8],
]);

/** Votes weigh this much against the place on the plane. */
const PLACE_WEIGHT = 0.25;

/**
 * One to three moods, strongest first: what the words named, and what lies near their place on the plane.
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
    const votesFor = votes.get(mood) ?? 0;
    const nearness =
      Math.exp(-(dv * dv * 1.3 + de * de) / 0.35) * (votesFor > 0 ? 1 : (WITHOUT_WORDS.get(mood) ?? 1));
    const share = votesFor / (total + 0.8);
    // A mood of the opposite feeling is not named, however often its word fell.
    const isOpposite =
      valence !== null && Math.abs(valence) > 0.15 && Math.abs(at.valence) > 0.2 && valence * at.valence < 0;
    return { mood, score: (share + PLACE_WEIGHT * nearness) * (isOpposite ? 0.45 : 1) };
  }).sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored
    .slice(0, 3)
    .filter(({ score }, index) => index === 0 || score >= best * 0.45)
    .map(({ mood }) => mood);
}
