/**
 * Variety below the winner: maximal marginal relevance (Carbonell & Goldstein 1998) over the top of the list.
 * Two songs are alike by artist and by what they are about, never by their feeling: the feeling is what was asked for.
 */
import { type ThemeFamilies, type ThemeIndex, themeIndex } from './themes.ts';
import type { Song, SongReading } from './types.ts';
import { dot } from './vectors.ts';

export type VarietySong = { song: Song; reading: SongReading; vector: Float32Array | null };

/** A song may not fall below another which fits worse than it by more than this. */
const REACH = 0.08;

/** Titles and names fold to the same key whatever their case and marks. */
function folded(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

type Face = { artists: ReadonlySet<string>; themes: ThemeIndex; vector: Float32Array | null };

function sameArtist(a: Face, b: Face): boolean {
  for (const artist of a.artists) if (artist !== '' && b.artists.has(artist)) return true;
  return false;
}

/** Share of the smaller set of themes that the other has too. */
function themeOverlap(a: ThemeIndex, b: ThemeIndex): number {
  const smaller = Math.min(a.stems.size, b.stems.size);
  if (smaller === 0) return 0;
  let shared = 0;
  for (const stem of a.stems) if (b.stems.has(stem)) shared++;
  return shared / smaller;
}

/** Likeness of two songs' subjects, 0..1. */
function likeness(a: Face, b: Face): number {
  if (sameArtist(a, b)) return 1;
  const words = a.vector === null || b.vector === null ? 0 : Math.max(0, dot(a.vector, b.vector));
  return 0.5 * themeOverlap(a.themes, b.themes) + 0.3 * words;
}

/**
 * `order` (indices, best first) with its first `window` re-ordered from place 2 on: at each place the song with the
 * best fit less `weight` x its likeness to those already placed, the one just above counting most. The same artist
 * never comes twice in a row while another is within reach. Linear in the window's square, whatever the playlist.
 */
export function diversify(
  order: readonly number[],
  fits: ArrayLike<number>,
  songs: readonly VarietySong[],
  options: { weight: number; window?: number; families: ThemeFamilies },
): number[] {
  const window = order.slice(0, options.window ?? 40);
  const faces = window.map((index): Face => {
    const entry = songs[index];
    return {
      artists: new Set(entry?.song.artists.map(folded) ?? []),
      themes: themeIndex(entry?.reading.themes ?? [], options.families),
      vector: entry?.vector ?? null,
    };
  });
  const fitOf = (place: number): number => fits[window[place] ?? -1] ?? 0;
  const placed: number[] = [];
  const left = window.map((_, place) => place);
  const worst = new Float64Array(window.length);
  while (left.length > 0) {
    const best = fitOf(left[0] ?? 0);
    const above = faces[placed.at(-1) ?? -1];
    let chosen = 0;
    let chosenWorth = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < left.length; at++) {
      const place = left[at] ?? 0;
      const face = faces[place];
      if (face === undefined || fitOf(place) < best - REACH) break;
      const repeats = above !== undefined && sameArtist(above, face);
      const worth = fitOf(place) - options.weight * (worst[place] ?? 0) - (repeats ? REACH : 0);
      if (worth > chosenWorth) {
        chosen = at;
        chosenWorth = worth;
      }
      if (placed.length === 0) break;
    }
    const [place = 0] = left.splice(chosen, 1);
    placed.push(place);
    const newest = faces[place];
    for (const other of left) {
      const face = faces[other];
      if (newest === undefined || face === undefined) continue;
      // Likeness to songs far above fades, so that a long list does not run out of fresh subjects.
      worst[other] = Math.max(0.8 * (worst[other] ?? 0), likeness(newest, face));
    }
  }
  return [...placed.map((place) => window[place] ?? 0), ...order.slice(window.length)];
}
