/** What a person does not want to hear about: songs with these moods or themes go to the end. */

import type { Avoid } from '../../model/ranking.ts';
import type { Reading } from '../../model/reading.ts';
import { type ThemeFamilies, themeStems } from './themes.ts';

export const nothingAvoided: Avoid = { moods: [], themes: [] };

/** A song that is all of what is to be avoided keeps this share of its total: it comes after every other. */
const KEPT = 0.15;
/** A mood named second or third is less what the song is. */
const MOOD_SHARES = [1, 0.7, 0.5];
/** Only touching on something ("wedding", for who wants no love songs) counts less than naming it. */
const TOUCHED = 0.8;

/**
 * Reading and genres of a song → what is left of its total, 0.15..1. A theme that is the name of a family ("love", "water") takes
 * the whole family with it.
 */
export function avoidance(
  { moods, themes }: Avoid,
  families: ThemeFamilies,
): (song: Reading, genres?: readonly string[]) => number {
  const stems = new Set(themes.flatMap(themeStems));
  const whole = new Set(
    [...stems].flatMap((stem) =>
      (families.get(stem) ?? []).filter((family) => themeStems(family).includes(stem)),
    ),
  );
  const ofTheme = (theme: string): number => {
    const words = themeStems(theme);
    if (words.some((stem) => stems.has(stem))) return 1;
    return words.some((stem) => families.get(stem)?.some((family) => whole.has(family))) ? TOUCHED : 0;
  };
  return (song, genres = []) => {
    const byGenre = genres.map((genre) => (themeStems(genre).some((stem) => stems.has(stem)) ? 1 : 0));
    const byTheme = song.themes.map(ofTheme);
    const byMood = song.moods.map((mood, place) => (moods.includes(mood) ? (MOOD_SHARES[place] ?? 0) : 0));
    return 1 - (1 - KEPT) * Math.max(0, ...byTheme, ...byMood, ...byGenre);
  };
}
