/**
 * A text as the sum of its known words, each a fixed pseudo-random direction (random indexing; Kanerva et al. 2000)
 * together with its themes, its moods and its place on the plane, so that words of one theme or feeling are close.
 */
import { MOOD_PLACES } from '../../model/mood-plane.ts';
import { MOODS } from '../../model/reading.ts';
import { hashOf } from './describe-feeling.ts';
import type { WordReader } from './read-words.ts';

export const DIMENSIONS = 256;
/** The first dimensions are valence, energy and the moods; words and themes share the rest. */
const HASHED_FROM = 2 + MOODS.length;
/** Non-zero dimensions of a direction. */
const PLACES = 6;

const LEMMA = 0.8;
const THEME = 0.7;
const MOOD = 0.45;
const PLANE = 0.6;

function add(vector: Float32Array, at: number, value: number): void {
  vector[at] = (vector[at] ?? 0) + value;
}

function addDirection(vector: Float32Array, name: string, weight: number): void {
  for (let place = 0; place < PLACES; place += 1) {
    const hash = hashOf(`${place}:${name}`);
    const at = HASHED_FROM + ((hash >>> 1) % (DIMENSIONS - HASHED_FROM));
    add(vector, at, ((hash & 1) === 1 ? weight : -weight) / Math.sqrt(PLACES));
  }
}

/** A unit vector, the same on every machine; zeros for a text without a known word. */
export function vectorOf(text: string, words: WordReader): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const { hit, shift } of words.hits(text)) {
    const { lemma, valence, energy, moods, themes } = hit.entry;
    const felt = valence * shift.valence;
    const weight = shift.weight * (0.4 + Math.abs(felt));
    addDirection(vector, `w:${lemma}`, LEMMA * weight);
    // A word is close to its own theme: "rain" and a word with the theme rain.
    for (const theme of [...themes, lemma]) addDirection(vector, `t:${theme}`, THEME * weight);
    add(vector, 0, PLANE * felt * weight * 2);
    add(vector, 1, PLANE * (energy ?? 0) * shift.energy * weight * 2);
    if (!shift.moods) continue;
    for (const mood of moods) {
      const at = MOOD_PLACES[mood];
      MOODS.forEach((other, index) => {
        const { valence: v, energy: e } = MOOD_PLACES[other];
        const distance = Math.hypot(at.valence - v, at.energy - e);
        add(vector, 2 + index, (MOOD * weight * Math.exp(-3 * distance * distance)) / moods.length);
      });
    }
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
