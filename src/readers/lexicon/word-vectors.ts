/**
 * A text as the sum of its known words, each a fixed pseudo-random direction (random indexing; Kanerva et al. 2000)
 * joined with its themes, its moods and its place on the plane, so that words of one theme or feeling lie near each
 * other.
 */
import { MOOD_PLACES } from '../../model/mood-plane.ts';
import { MOODS } from '../../model/reading.ts';
import { hashOf } from './describe-feeling.ts';
import type { WordReader } from './read-words.ts';

export const DIMENSIONS = 256;
/** The first dimensions: valence, energy, then the moods; the rest is shared by words and themes. */
const HASHED_FROM = 2 + MOODS.length;
/** Directions have this many non-zero places. */
const PLACES = 6;

const LEMMA = 0.8;
const THEME = 0.7;
const MOOD = 0.45;
const PLANE = 0.6;

function addDirection(vector: Float32Array, name: string, weight: number): void {
  for (let place = 0; place < PLACES; place += 1) {
    const hash = hashOf(`${place}:${name}`);
    const at = HASHED_FROM + ((hash >>> 1) % (DIMENSIONS - HASHED_FROM));
    vector[at] = (vector[at] ?? 0) + ((hash & 1) === 1 ? weight : -weight) / Math.sqrt(PLACES);
  }
}

function add(vector: Float32Array, at: number, value: number): void {
  vector[at] = (vector[at] ?? 0) + value;
}

/** A unit vector, the same on every machine; zeros for a text without a known word. */
export function vectorOf(text: string, words: WordReader): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const { hit, stance } of words.hits(text)) {
    const { lemma, valence, energy, moods, themes } = hit.entry;
    const felt = valence * stance.valence;
    const weight = stance.weight * (0.4 + Math.abs(felt));
    addDirection(vector, `w:${lemma}`, LEMMA * weight);
    // A word is its own theme's neighbour: "rain" and a word of theme rain meet.
    for (const theme of [...themes, lemma]) addDirection(vector, `t:${theme}`, THEME * weight);
    add(vector, 0, PLANE * felt * weight * 2);
    add(vector, 1, PLANE * (energy ?? 0) * stance.energy * weight * 2);
    if (!stance.moods) continue;
    for (const mood of moods) {
      MOODS.forEach((other, index) => {
        const distance = Math.hypot(
          MOOD_PLACES[mood].valence - MOOD_PLACES[other].valence,
          MOOD_PLACES[mood].energy - MOOD_PLACES[other].energy,
        );
        add(vector, 2 + index, (MOOD * weight * Math.exp(-3 * distance * distance)) / moods.length);
      });
    }
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
