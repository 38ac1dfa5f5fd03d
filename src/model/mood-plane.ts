/**
 * The eighteen moods' places on the valence-energy plane (Russell's circumplex), and how near two mixtures of
 * moods are to each other: "wistful" and "melancholic" are neighbours, "joyful" and "dark" are strangers.
 */
import { MOODS, type Mood } from './reading.ts';

/** A place on the plane: each number -1..1. */
export type Place = { valence: number; energy: number };

const at = (valence: number, energy: number): Place => ({ valence, energy });

/** Placed by us, after where the words stand in everyday English. */
export const MOOD_PLACES: Readonly<Record<Mood, Place>> = {
  joyful: at(0.85, 0.5),
  playful: at(0.6, 0.55),
  tender: at(0.5, -0.45),
  romantic: at(0.55, -0.15),
  peaceful: at(0.5, -0.75),
  dreamy: at(0.3, -0.5),
  nostalgic: at(0.1, -0.35),
  hopeful: at(0.5, 0.1),
  triumphant: at(0.75, 0.75),
  powerful: at(0.3, 0.8),
  wistful: at(-0.2, -0.4),
  melancholic: at(-0.5, -0.5),
  lonely: at(-0.6, -0.4),
  dark: at(-0.65, 0.1),
  tense: at(-0.5, 0.5),
  angry: at(-0.7, 0.8),
  restless: at(-0.15, 0.6),
  sensual: at(0.35, 0),
};

/** How far a mood's likeness reaches over the plane: at this distance it has fallen to 0.6. */
const REACH = 0.35;
/** A mood is a little more like itself than its place on the plane says. */
const IDENTITY = 0.35;

/** Likeness of two moods, 0..1: Gaussian in their distance, with a bonus for being the same word. */
export function moodLikeness(one: Mood, other: Mood): number {
  const a = MOOD_PLACES[one];
  const b = MOOD_PLACES[other];
  const squared = (a.valence - b.valence) ** 2 + (a.energy - b.energy) ** 2;
  return (1 - IDENTITY) * Math.exp(-squared / (2 * REACH ** 2)) + (one === other ? IDENTITY : 0);
}

const positions = new Map<Mood | undefined, number>(MOODS.map((mood, position) => [mood, position]));
/** A mood's place in `MOODS`. */
const positionOf = (mood: Mood | undefined): number => positions.get(mood) ?? 0;

/** A matrix by the moods' places in `MOODS`: positive definite, as a sum of a Gaussian kernel and a diagonal. */
const likeness = MOODS.map((one) => MOODS.map((other) => moodLikeness(one, other)));

/** How much a reading's moods count: the first named most. */
export const MOOD_SHARES = [1, 0.7, 0.5] as const;

/** Moods of a reading, strongest first → shares that sum to 1; all zeros without a mood. */
export function moodShares(moods: readonly Mood[]): Float64Array {
  const shares = new Float64Array(MOODS.length);
  for (const [place, mood] of moods.entries()) {
    const position = positionOf(mood);
    shares[position] = (shares[position] ?? 0) + (MOOD_SHARES[place] ?? 0);
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum === 0 ? shares : shares.map((share) => share / sum);
}

/** Likeness of a mixture of moods to a song's moods, 0..1; NaN for a song without moods. */
export type MoodMatcher = (moods: readonly Mood[]) => number;

/**
 * A mixture of moods (shares in the order of `MOODS`) → how like it other readings are: the cosine of the two
 * mixtures under the moods' likeness. Null when there is no mood in the mixture.
 */
export function moodMatcher(shares: ArrayLike<number>): MoodMatcher | null {
  const pull = likeness.map((row) => row.reduce((sum, like, mood) => sum + like * (shares[mood] ?? 0), 0));
  const length = pull.reduce((sum, drawn, mood) => sum + drawn * (shares[mood] ?? 0), 0);
  if (length <= 0) return null;
  const named: number[] = [];
  return (moods) => {
    for (let at = 0; at < moods.length; at++) named[at] = positionOf(moods[at]);
    let together = 0;
    let squared = 0;
    for (let a = 0; a < moods.length; a++) {
      const share = MOOD_SHARES[a] ?? 0;
      const one = named[a] ?? 0;
      together += share * (pull[one] ?? 0);
      for (let b = 0; b < moods.length; b++) {
        squared += share * (MOOD_SHARES[b] ?? 0) * (likeness[one]?.[named[b] ?? 0] ?? 0);
      }
    }
    return squared > 0 ? Math.min(1, together / Math.sqrt(length * squared)) : Number.NaN;
  };
}
