/**
 * The eighteen moods' places on the valence-energy plane (Russell's circumplex), and how near two mixtures of
 * moods are to each other: "wistful" and "melancholic" are neighbours, "joyful" and "dark" are strangers.
 */
import { MOODS, type Mood, type MoodDistribution } from './types.ts';

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

const index = new Map<string, number>(MOODS.map((mood, position) => [mood, position]));
const size = MOODS.length;

/** Likeness of two moods, 0..1: Gaussian in their distance, with a bonus for being the same word. */
export function moodLikeness(one: Mood, other: Mood): number {
  const a = MOOD_PLACES[one];
  const b = MOOD_PLACES[other];
  const squared = (a.valence - b.valence) ** 2 + (a.energy - b.energy) ** 2;
  return (1 - IDENTITY) * Math.exp(-squared / (2 * REACH ** 2)) + (one === other ? IDENTITY : 0);
}

/** `likeness[i * 18 + j]`: positive definite, as a sum of a Gaussian kernel and a diagonal. */
const likeness = Float64Array.from({ length: size * size }, (_, cell) => {
  const one = MOODS[Math.floor(cell / size)];
  const other = MOODS[cell % size];
  return one === undefined || other === undefined ? 0 : moodLikeness(one, other);
});

const NO_MOOD = -1;

/** The first mood named counts most. */
const SHARES = [1, 0.7, 0.5];

/** Moods of a reading, strongest first → shares that sum to 1; all zeros without a mood. */
export function moodShares(moods: readonly Mood[]): Float64Array {
  const shares = new Float64Array(size);
  let sum = 0;
  for (let place = 0; place < moods.length && place < SHARES.length; place++) {
    const mood = index.get(moods[place] ?? '');
    const share = SHARES[place] ?? 0;
    if (mood === undefined) continue;
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

/** One number for a song's first three moods. */
export function moodsKey(moods: readonly Mood[]): number {
  const [one, two, three] = placesOf(moods);
  return ((one + 1) * (size + 1) + two + 1) * (size + 1) + three + 1;
}

function placesOf(moods: readonly Mood[]): [number, number, number] {
  return [
    index.get(moods[0] ?? '') ?? NO_MOOD,
    index.get(moods[1] ?? '') ?? NO_MOOD,
    index.get(moods[2] ?? '') ?? NO_MOOD,
  ];
}

/** Likeness of a mixture of moods to a song's moods, 0..1; NaN for a song of which no mood was read. */
export type MoodMatcher = (moods: readonly Mood[]) => number;

/**
 * A mixture of moods (shares in the order of `MOODS`) → how like it other readings are: the cosine of the two
 * mixtures under the moods' likeness. Null when there is no mood in the mixture. Answers are remembered: thousands of
 * songs have a few hundred combinations of moods among them.
 */
export function moodMatcher(shares: ArrayLike<number>): MoodMatcher | null {
  const pull = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      pull[j] = (pull[j] ?? 0) + (shares[i] ?? 0) * (likeness[i * size + j] ?? 0);
    }
  }
  let length = 0;
  for (let i = 0; i < size; i++) length += (shares[i] ?? 0) * (pull[i] ?? 0);
  if (length <= 0) return null;
  const known = new Map<number, number>();

  function compare(others: readonly number[]): number {
    let together = 0;
    let squared = 0;
    others.forEach((i, a) => {
      if (i === NO_MOOD) return;
      together += (SHARES[a] ?? 0) * (pull[i] ?? 0);
      others.forEach((j, b) => {
        if (j !== NO_MOOD) squared += (SHARES[a] ?? 0) * (SHARES[b] ?? 0) * (likeness[i * size + j] ?? 0);
      });
    });
    return squared > 0 ? Math.min(1, together / Math.sqrt(length * squared)) : Number.NaN;
  }

  return (moods) => {
    const key = moodsKey(moods);
    const before = known.get(key);
    if (before !== undefined) return before;
    const now = compare(placesOf(moods));
    known.set(key, now);
    return now;
  };
}
