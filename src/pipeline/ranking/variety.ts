/**
 * Variety below the winner: maximal marginal relevance (Carbonell & Goldstein 1998) over the top of the list.
 * Two songs are alike by artist and by what they are about, never by their feeling: the feeling is what was asked for.
 */

import type { SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { themeStems } from './themes.ts';
import { dot } from './vectors.ts';

export type VarietySong = { song: Song; reading: SongReading; vector: Float32Array | null };

/** A song may not fall below another which fits worse than it by more than this. */
const REACH = 0.08;

/** Letters without marks: nothing to fold but their case. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Titles and names fold to the same key whatever their case and marks. */
function folded(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase().trim();
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

type Face = { artists: readonly string[]; stems: readonly string[]; vector: Float32Array | null };

function sameArtist(a: Face, b: Face): boolean {
  for (const artist of a.artists) if (artist !== '' && b.artists.includes(artist)) return true;
  return false;
}

/** Share of the smaller set of themes that the other has too. */
function themeOverlap(a: Face, b: Face): number {
  const smaller = Math.min(a.stems.length, b.stems.length);
  if (smaller === 0) return 0;
  let shared = 0;
  for (const stem of a.stems) if (b.stems.includes(stem)) shared++;
  return shared / smaller;
}

/** Likeness of two songs' subjects, 0..1. */
function likeness(a: Face, b: Face): number {
  if (sameArtist(a, b)) return 1;
  const words = a.vector === null || b.vector === null ? 0 : Math.max(0, dot(a.vector, b.vector));
  return 0.5 * themeOverlap(a, b) + 0.3 * words;
}

/** What a song is about, for comparing. */
function faceOf(entry: VarietySong | undefined): Face {
  const stems: string[] = [];
  for (const theme of entry?.reading.themes ?? []) {
    for (const stem of themeStems(theme)) if (!stems.includes(stem)) stems.push(stem);
  }
  return { artists: entry?.song.artists.map(folded) ?? [], stems, vector: entry?.vector ?? null };
}

/** A song of the window: what it is about is looked into when it is first compared. */
class Standing {
  readonly index: number;
  readonly fit: number;
  readonly #song: VarietySong | undefined;
  #face: Face | null = null;
  #worst = 0;
  #met = 0;

  constructor(index: number, fit: number, song: VarietySong | undefined) {
    this.index = index;
    this.fit = fit;
    this.#song = song;
  }

  get face(): Face {
    this.#face ??= faceOf(this.#song);
    return this.#face;
  }

  /** Likeness to the songs placed so far. Those far above count less, so that a long list does not run out of subjects. */
  repeats(placed: readonly Standing[]): number {
    for (; this.#met < placed.length; this.#met++) {
      const above = placed[this.#met];
      if (above !== undefined) this.#worst = Math.max(0.8 * this.#worst, likeness(above.face, this.face));
    }
    return this.#worst;
  }
}

/** So many places are decided with an eye on variety: more than anybody is shown at once. */
const PLACES = 15;
/** Songs that may come there: the best so many by their fit. */
const WINDOW = 40;

/**
 * `order` (indices, best first) re-ordered from place 2 to 15: at each place the song with the best fit less `weight`
 * x its likeness to those already placed, the one just above counting most. The same artist never comes twice in a row
 * while another is within reach.
 */
export function diversify(
  order: readonly number[],
  fits: ArrayLike<number>,
  songs: readonly VarietySong[],
  options: { weight: number },
): number[] {
  const left = order.slice(0, WINDOW).map((index) => new Standing(index, fits[index] ?? 0, songs[index]));
  const placed: Standing[] = left.splice(0, 1);
  while (left.length > 0 && placed.length < PLACES) {
    const above = placed.at(-1);
    const leastFit = (left[0]?.fit ?? 0) - REACH;
    let chosen = 0;
    let chosenWorth = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < left.length; at++) {
      const standing = left[at];
      // Likeness only takes away: no song from here on can be worth more.
      if (standing === undefined || standing.fit < leastFit || standing.fit <= chosenWorth) break;
      const again = above !== undefined && sameArtist(above.face, standing.face) ? REACH : 0;
      const worth = standing.fit - options.weight * standing.repeats(placed) - again;
      if (worth > chosenWorth) {
        chosen = at;
        chosenWorth = worth;
      }
    }
    placed.push(...left.splice(chosen, 1));
  }
  return [...placed, ...left].map(({ index }) => index).concat(order.slice(WINDOW));
}
