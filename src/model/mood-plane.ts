/**
 * The eighteen moods' places on the valence-energy plane (Russell's circumplex), and how near two mixtures of
 * moods are to each other: "wistful" and "melancholic" are neighbours, "joyful" and "dark" are strangers.
 */
import { MOODS, type Mood } from './reading.ts';
import type { MoodDistribution } from './scene.ts';

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

const size = MOODS.length;

/** Likeness of two moods, 0..1: Gaussian in their distance, with a bonus for being the same word. */
export function moodLikeness(one: Mood, other: Mood): number {
  const a = MOOD_PLACES[one];
  const b = MOOD_PLACES[other];
  const squared = (a.valence - b.valence) ** 2 + (a.energy - b.energy) ** 2;
  return (1 - IDENTITY) * Math.exp(-squared / (2 * REACH ** 2)) + (one === other ? IDENTITY : 0);
}

/** Number of a mood, 1..18; 0 for none, which is like nothing. */
const numbers = new Map<string | undefined, number>(MOODS.map((mood, position) => [mood, position + 1]));
const numberOf = (mood: Mood | undefined): number => numbers.get(mood) ?? 0;
const span = size + 1;

/** `likeness[i * span + j]` by the moods' numbers: positive definite, as a sum of a Gaussian kernel and a diagonal. */
const likeness = Float64Array.from({ length: span * span }, (_, cell) => {
  const one = MOODS[Math.floor(cell / span) - 1];
  const other = MOODS[(cell % span) - 1];
  return one === undefined || other === undefined ? 0 : moodLikeness(one, other);
});

/** The first mood named counts most. */
const SHARES = [1, 0.7, 0.5] as const;

/** Moods of a reading, strongest first → shares that sum to 1; all zeros without a mood. */
export function moodShares(moods: readonly Mood[]): Float64Array {
  const shares = new Float64Array(size);
  let sum = 0;
  for (let place = 0; place < moods.length && place < SHARES.length; place++) {
    const mood = numberOf(moods[place]) - 1;
    const share = SHARES[place] ?? 0;
    if (mood < 0) continue;
    shares[mood] = (shares[mood] ?? 0) + share;
    sum += share;
  }
  return sum === 0 ? shares : shares.map((share) => share / sum);
}

/**
 * How much a distribution knows, 0..1: 0 where all moods are equally likely, 1 where one is certain
 * (one less the normalised Shannon entropy).
 */
export function certainty(distribution: MoodDistribution): number {
  let entropy = 0;
  for (const share of distribution) if (share > 0) entropy -= share * Math.log(share);
  return Math.min(1, Math.max(0, 1 - entropy / Math.log(size)));
}

const keyOf = (one: number, two: number, three: number): number => (one * span + two) * span + three;

/** One number for a song's first three moods; 0 for none. */
export function moodsKey([one, two, three]: readonly Mood[]): number {
  return keyOf(numberOf(one), numberOf(two), numberOf(three));
}

/** Length of a song's mixture under the moods' likeness by its key, squared: there are only so many. 0: not asked yet. */
const lengths = new Float64Array(span ** 3);

function squaredLength(one: number, two: number, three: number): number {
  const key = keyOf(one, two, three);
  const before = lengths[key] ?? 0;
  if (before > 0) return before;
  let squared = 0;
  [one, two, three].forEach((i, a) => {
    [one, two, three].forEach((j, b) => {
      squared += (SHARES[a] ?? 0) * (SHARES[b] ?? 0) * (likeness[i * span + j] ?? 0);
    });
  });
  lengths[key] = squared;
  return squared;
}

/** Likeness of a mixture of moods to a song's moods, 0..1; NaN for a song of which no mood was read. */
export type MoodMatcher = (moods: readonly Mood[]) => number;

/**
 * A mixture of moods (shares in the order of `MOODS`) → how like it other readings are: the cosine of the two
 * mixtures under the moods' likeness. Null when there is no mood in the mixture.
 */
export function moodMatcher(shares: ArrayLike<number>): MoodMatcher | null {
  /** By the moods' numbers, as `likeness`. */
  const pull = new Float64Array(span);
  for (let i = 0; i < size; i++) {
    for (let number = 1; number < span; number++) {
      const drawn = (shares[i] ?? 0) * (likeness[(i + 1) * span + number] ?? 0);
      pull[number] = (pull[number] ?? 0) + drawn;
    }
  }
  let length = 0;
  for (let i = 0; i < size; i++) length += (shares[i] ?? 0) * (pull[i + 1] ?? 0);
  if (length <= 0) return null;
  return (moods) => {
    const one = numberOf(moods[0]);
    const two = numberOf(moods[1]);
    const three = numberOf(moods[2]);
    const squared = squaredLength(one, two, three);
    const together =
      SHARES[0] * (pull[one] ?? 0) + SHARES[1] * (pull[two] ?? 0) + SHARES[2] * (pull[three] ?? 0);
    return squared > 0 ? Math.min(1, together / Math.sqrt(length * squared)) : Number.NaN;
  };
}
