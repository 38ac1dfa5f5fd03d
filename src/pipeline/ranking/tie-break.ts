/**
 * Which song comes first. Readings are good to a tenth or two, so several songs feel about equally close to a photo,
 * and the total alone would name the same few songs for every photo of that feeling. Among these, the story closest
 * to what is particular about this photo (bank.ts) comes first.
 */

import { isGuess } from '../../model/evidence.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Weights } from './tables.ts';
import { fallingOrder } from './vectors.ts';

/** Valence from which on a photo's feeling is clear. */
const CLEAR = 0.5;

/** A song as far as the first place is concerned: its total, fits 0..1, and what themes and words add to the total. */
export type Contender = {
  total: number;
  valenceFit: number;
  energyFit: number;
  meaning: number;
  /** How certain the song's valence is, 0..1. */
  certainty: number;
  /** How likely it is that its feeling fits, 0..1. */
  chance: number;
};

/** The songs that may come first: the best total and those about as good. `songs` is best total first. */
function tiedSongs<T extends Contender>(
  songs: readonly T[],
  photo: Pick<SceneReading, 'valence' | 'certainty'>,
  limits: Weights['tieBreak'],
): T[] {
  const [best] = songs;
  if (best === undefined) return [];
  const clarity = Math.min(1, Math.abs(photo.valence) / CLEAR);
  // What is hardly known makes small differences, which are no ties.
  const sureness = Math.sqrt(photo.certainty.valence * best.certainty);
  const room = sureness * (limits.vague + (limits.clear - limits.vague) * clarity);
  // What rather doesn't fit comes first only where nothing rather does; of a guess nobody can tell.
  const leastChance = isGuess(photo) ? 0 : Math.min(best.chance, 0.5);
  return songs.filter(
    ({ total, valenceFit, energyFit, meaning, chance }) =>
      total >= best.total - room &&
      valenceFit >= best.valenceFit - limits.valence &&
      chance >= leastChance &&
      energyFit >= best.energyFit - limits.energy &&
      // A story closer to what is particular, but further away on the whole, is no better story.
      meaning >= best.meaning - limits.meaning,
  );
}

/**
 * The song that comes first; undefined for no songs. `songs` is best total first; `storiesOf` says how close each
 * story is to what is particular about the photo, on any scale, and is only asked when several songs tie.
 */
export function breakTie<T extends Contender>(
  songs: readonly T[],
  photo: Pick<SceneReading, 'valence' | 'certainty'>,
  limits: Weights['tieBreak'],
  storiesOf: (tied: readonly T[]) => number[],
): T | undefined {
  const tied = tiedSongs(songs, photo, limits);
  if (tied.length < 2) return tied[0];
  return tied[fallingOrder(storiesOf(tied))[0] ?? 0];
}
