/** What a person does not want to hear about: songs with these moods or themes go to the end. */

import { MOOD_SHARES } from '../../model/mood-plane.ts';
import type { Avoid } from '../../model/ranking.ts';
import type { Mood, Reading } from '../../model/reading.ts';
import { type ThemeFamilies, themeStems } from './themes.ts';

export const nothingAvoided: Avoid = { moods: [], themes: [] };

/** What is left of the total of a song that is all of what is to be avoided: it comes after every other. */
const LEAST_KEPT = 0.15;
/** A related theme ("wedding", when love songs are unwanted) counts less than the theme itself. */
const RELATED = 0.8;

/** With its words between single spaces. */
const spaced = (name: string): string =>
  ` ${name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .join(' ')} `;

/**
 * Reading and genres of a song → the share of its total that is left, 0.15..1. A theme that is the name of a family
 * ("love", "water") stands for the whole family; of a phrase ("hip hop") every word has to be there.
 */
export function avoidance(
  { moods, themes }: Avoid,
  families: ThemeFamilies,
): (song: Reading, genres: readonly string[]) => number {
  if (moods.length === 0 && themes.length === 0) return () => 1;
  const avoided = themes.map(themeStems).filter(({ length }) => length > 0);
  // "R&B" has no word that is long enough for a stem.
  const letters = themes.filter((theme) => themeStems(theme).length === 0).map(spaced);
  const familiesOf = (stem: string): readonly string[] => families.get(stem) ?? [];
  const isNamed = (name: string): boolean => {
    const own = themeStems(name);
    return (
      avoided.some((stems) => stems.every((stem) => own.includes(stem))) ||
      letters.some((theme) => spaced(name).includes(theme))
    );
  };
  const avoidedFamilies = new Set(avoided.flat().flatMap(familiesOf).filter(isNamed));
  const byTheme = (theme: string): number => {
    if (isNamed(theme)) return 1;
    const related = themeStems(theme).flatMap(familiesOf);
    return related.some((family) => avoidedFamilies.has(family)) ? RELATED : 0;
  };
  const byMood = (mood: Mood, place: number): number =>
    moods.includes(mood) ? (MOOD_SHARES[place] ?? 0) : 0;
  return (song, genres) => {
    const parts = [
      ...song.themes.map(byTheme),
      ...song.moods.map(byMood),
      ...genres.map((genre) => (isNamed(genre) ? 1 : 0)),
    ];
    return 1 - (1 - LEAST_KEPT) * Math.max(0, ...parts);
  };
}
