/**
 * Variety below the winner: maximal marginal relevance (Carbonell & Goldstein 1998) over the top of the list. Songs
 * are alike by artist and by subject, never by their feeling: the feeling is what was asked for.
 */

import type { SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { themeStems } from './themes.ts';
import { dot, type MaybeVector } from './vectors.ts';

export type VarietySong = { song: Song; reading: SongReading; vector: MaybeVector };

/** A song may not fall below one that fits worse than it by more than this. */
const REACH = 0.08;
/** How many places are decided with variety: more than anybody is shown at once. */
const PLACES = 15;
/** How many songs may come there, the best by their fit. */
const WINDOW = 40;
/** How much a likeness still counts for one place further down, so that a long list does not run out of subjects. */
const FADING = 0.8;

/** The same name with and without accents and capitals → the same key. */
function nameKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** A song, what it is about, and its likeness to those placed above it, of which `compared` are counted so far. */
type Subject = {
  index: number;
  fit: number;
  artists: string[];
  stems: Set<string>;
  vector: MaybeVector;
  repetition: number;
  compared: number;
};

function subjectOf(index: number, fit: number, { song, reading, vector }: VarietySong): Subject {
  const artists = song.artists.map(nameKey).filter((name) => name !== '');
  const stems = new Set(reading.themes.flatMap(themeStems));
  return { index, fit, artists, stems, vector, repetition: 0, compared: 0 };
}

const haveSameArtist = (a: Subject, b: Subject): boolean =>
  a.artists.some((name) => b.artists.includes(name));

/** Likeness of two songs' artists and subjects, 0..1. */
function likeness(a: Subject, b: Subject): number {
  if (haveSameArtist(a, b)) return 1;
  const words = a.vector === null || b.vector === null ? 0 : Math.max(0, dot(a.vector, b.vector));
  let shared = 0;
  for (const stem of a.stems) if (b.stems.has(stem)) shared++;
  const overlap = shared / Math.max(1, Math.min(a.stems.size, b.stems.size));
  return 0.5 * overlap + 0.3 * words;
}

/** Likeness of a song to those placed above it; those far above count less. Each pair is compared once. */
function repetition(placed: readonly Subject[], song: Subject): number {
  for (const above of placed.slice(song.compared)) {
    song.repetition = Math.max(FADING * song.repetition, likeness(above, song));
  }
  song.compared = placed.length;
  return song.repetition;
}

/**
 * `order` (indices, best first) re-ordered from place 2 to 15: at each place comes the song with the best fit less
 * `weight` times its likeness to those above. The same artist never comes twice in a row while another is within reach.
 */
export function diversify(
  order: readonly number[],
  fits: readonly number[],
  songs: readonly VarietySong[],
  weight: number,
): number[] {
  const left = order.slice(0, WINDOW).flatMap((index) => {
    const song = songs[index];
    return song === undefined ? [] : subjectOf(index, fits[index] ?? 0, song);
  });
  const placed = left.splice(0, 1);
  while (left.length > 0 && placed.length < PLACES) {
    const above = placed.at(-1);
    const leastFit = (left[0]?.fit ?? 0) - REACH;
    let chosen = 0;
    let chosenWorth = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < left.length; at++) {
      const song = left[at];
      // Likeness only takes away, and fits fall: no song from here on can be worth more.
      if (song === undefined || song.fit < leastFit || song.fit <= chosenWorth) break;
      const penalty = above !== undefined && haveSameArtist(above, song) ? REACH : 0;
      const worth = song.fit - weight * repetition(placed, song) - penalty;
      if (worth > chosenWorth) {
        chosen = at;
        chosenWorth = worth;
      }
    }
    placed.push(...left.splice(chosen, 1));
  }
  return [...placed, ...left].map(({ index }) => index).concat(order.slice(WINDOW));
}
