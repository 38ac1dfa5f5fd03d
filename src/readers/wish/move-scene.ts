/** Wishes move a scene on the valence-energy plane, and change its moods. */
import { MOOD_PLACES, type Place } from '../../model/mood-plane.ts';
import { MOODS, type Mood } from '../../model/reading.ts';
import type { Direction } from './clauses.ts';

export type Pull = { place: Place; direction: Direction; degree: number };

export type Axis = keyof Place;

/** "Sadder" moves by this much of the axis' 2. */
const STEP = 0.38;
/** A plain feeling ("dreamy") goes this share of the way there. */
const SHARE = 0.65;
/** What is shut out ("not sad") may stay this near to the middle on its side. */
const LEFT = 0.1;
/** A word is about an axis when it is at least this far out on it, */
const TELLS = 0.25;
/** and at least this share as far as on the other. */
const BESIDE: Readonly<Record<Direction, number>> = { toward: 0.4, more: 0.75, less: 0.75, none: 0.75 };

/** Within -1..1, to three decimals. */
const clamped = (value: number): number => Math.round(Math.min(1, Math.max(-1, value)) * 1000) / 1000 + 0;

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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The scene's place after all pulls; on a `torn` axis they contradict each other, and it stays as it was. */
export function movedPlace(from: Place, pulls: readonly Pull[]): { place: Place; torn: Axis[] } {
  const torn: Axis[] = [];
  const moved = (axis: Axis): number => {
    const sized = pulls
      .map((pull) => ({ ...pull, size: pulledBy(from[axis], axis, pull) }))
      .filter(({ size }) => size !== 0);
    const named = sized.filter(({ direction }) => direction === 'toward');
    const steps = sized.filter(({ direction }) => direction !== 'toward').map(({ size }) => size);
    // Feelings named together are one mixed feeling, which goes as far as the plainest of them.
    const degrees = named.map(({ degree }) => degree);
    const share = named.length === 0 ? 0 : Math.max(...degrees) / sum(degrees);
    const mixed = share * sum(named.map(({ size }) => size));
    const up = Math.max(0, mixed, ...steps);
    const down = Math.max(0, -mixed, ...steps.map((size) => -size));
    const isTorn = Math.min(up, down) > 0.5 * Math.max(up, down);
    if (isTorn) torn.push(axis);
    return clamped(from[axis] + (isTorn ? 0 : up - down));
  };
  return { place: { valence: moved('valence'), energy: moved('energy') }, torn };
}

const distance = (one: Place, other: Place): number =>
  Math.hypot(one.valence - other.valence, one.energy - other.energy);

/** A mood of the scene no longer holds when its place is left behind by more than this. */
const LEFT_BEHIND = 0.3;

/** One to three moods: the wished ones first, then those of the scene that still hold after it moved. */
export function movedMoods(
  before: { moods: readonly Mood[]; place: Place },
  wish: { moods: readonly Mood[]; avoided: readonly Mood[]; place: Place },
): Mood[] {
  const far = (mood: Mood, place: Place): number => distance(MOOD_PLACES[mood], place);
  const isAllowed = (mood: Mood): boolean => !wish.avoided.includes(mood);
  const holding = before.moods.filter(
    (mood) => isAllowed(mood) && far(mood, wish.place) - far(mood, before.place) <= LEFT_BEHIND,
  );
  const moods = [...new Set([...wish.moods, ...holding])].slice(0, 3);
  if (moods.length > 0 || before.moods.length === 0) return moods;
  const nearest = MOODS.filter(isAllowed).toSorted((a, b) => far(a, wish.place) - far(b, wish.place));
  return nearest.slice(0, 1);
}
