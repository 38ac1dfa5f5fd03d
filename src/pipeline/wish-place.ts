/** Wishes pull a scene's place on the valence-energy plane, and change its moods. */
import { MOOD_PLACES, type Place } from './mood-plane.ts';
import { MOODS, type Mood } from './types.ts';
import type { Direction } from './wish-clauses.ts';

export type Pull = { place: Place; direction: Direction; degree: number };

type Axis = keyof Place;

/** "Sadder" moves by this much of the axis' 2. */
const STEP = 0.38;
/** A plain feeling ("dreamy") goes this share of the way there. */
const SHARE = 0.65;
/** What is shut out ("not sad") may stay this near to the middle on its side. */
const LEFT = 0.1;
/** A word speaks of an axis when it stands out on it, and not only beside the other. */
const TELLS = 0.25;
const BESIDE: Readonly<Record<Direction, number>> = { toward: 0.4, more: 0.75, less: 0.75, none: 0.75 };

const cut = (value: number): number => Math.round(Math.min(1, Math.max(-1, value)) * 1000) / 1000 + 0;

function pulledBy(value: number, axis: Axis, { place, direction, degree }: Pull): number {
  const there = place[axis];
  const most = Math.max(Math.abs(place.valence), Math.abs(place.energy));
  if (Math.abs(there) < TELLS || Math.abs(there) < BESIDE[direction] * most) return 0;
  const step = STEP * degree * Math.sign(there) * Math.min(1, Math.abs(there) / 0.5);
  if (direction === 'more') return step;
  if (direction === 'less') return -step;
  if (direction === 'toward') return Math.min(1, SHARE * degree) * (there - value);
  // Not wanting it is no wish for its opposite, as long as the scene is on neither side.
  const beyond = value * Math.sign(there) - LEFT;
  return beyond <= 0 ? 0 : -Math.sign(there) * Math.max(beyond, STEP);
}

const TORN: Readonly<Record<Axis, string>> = {
  valence: 'Brighter and sadder pull against each other, so I left that as it was.',
  energy: 'Livelier and calmer pull against each other, so I left that as it was.',
};

/** The scene's place after all pulls; wishes that contradict each other cancel out, and `torn` says so. */
export function movedPlace(from: Place, pulls: readonly Pull[]): { place: Place; torn: string[] } {
  const torn: string[] = [];
  const moved = (axis: Axis): number => {
    const by = pulls.map((pull) => pulledBy(from[axis], axis, pull)).filter((size) => Math.abs(size) > 0.02);
    const up = Math.max(0, ...by);
    const down = Math.max(0, ...by.map((size) => -size));
    if (Math.min(up, down) > 0.5 * Math.max(up, down)) {
      torn.push(TORN[axis]);
      return cut(from[axis]);
    }
    // Several words for one wish do not add up without end.
    return cut(from[axis] + 1.25 ** (by.length - 1) * (up - down));
  };
  const place = { valence: moved('valence'), energy: moved('energy') };
  return { place, torn };
}

const distance = (one: Place, other: Place): number =>
  Math.hypot(one.valence - other.valence, one.energy - other.energy);

/** A mood of the photo farther from the wished place than this no longer holds. */
const FAR = 1.1;

/** One to three moods: the wished ones first, then those of the scene that still hold. */
export function movedMoods(
  before: readonly Mood[],
  wanted: readonly Mood[],
  avoided: readonly Mood[],
  place: Place,
): Mood[] {
  const holding = before.filter(
    (mood) => !avoided.includes(mood) && distance(MOOD_PLACES[mood], place) <= FAR,
  );
  const moods = [...new Set([...wanted, ...holding])].slice(0, 3);
  if (moods.length > 0 || before.length === 0) return moods;
  const left = MOODS.filter((mood) => !avoided.includes(mood));
  const nearest = left.sort((a, b) => distance(MOOD_PLACES[a], place) - distance(MOOD_PLACES[b], place));
  return nearest.slice(0, 1);
}
