/** Places on the valence-energy plane in everyday words. */
import type { Place } from './mood-plane.ts';

const step = (value: number, edges: readonly number[]) => edges.filter((edge) => value >= edge).length;

/** 0 heavy, 1 a little sad, 2 between, 3 warm, 4 bright. */
export function valenceStep(valence: number): number {
  return step(valence, [-0.5, -0.15, 0.15, 0.5]);
}

/** 0 quiet, 1 between, 2 lively. */
export function energyStep(energy: number): number {
  return step(energy, [-0.25, 0.25]);
}

/** Nearer to the middle than this, light and colours say nothing of what a photo feels like. */
const LEAST_LEANING = 0.1;

/** The side that a photo known by its colours alone leans to; null for neither. */
export function leaning(valence: number): 'happy' | 'sad' | null {
  if (Math.abs(valence) < LEAST_LEANING) return null;
  return valence > 0 ? 'happy' : 'sad';
}

/** The word for the middle: of valence alone, and of both axes. */
export const NEUTRAL = 'neither happy nor sad';
const VALENCE_WORDS = ['heavy-hearted', 'a little sad', NEUTRAL, 'warm', 'happy'] as const;
const ENERGY_WORDS = ['quiet', 'unhurried', 'full of energy'] as const;

const PLANE_WORDS = [
  ['quiet and heavy-hearted', 'dark and heavy', 'dark and fierce'],
  ['quiet and a little sad', 'a little sad', 'restless and a little dark'],
  ['quiet and even', NEUTRAL, 'wide awake'],
  ['quiet and warm', 'warm and easy', 'warm and lively'],
  ['calm and happy', 'bright and happy', 'bright and full of energy'],
] as const;

export function valenceWords(valence: number): string {
  return VALENCE_WORDS[valenceStep(valence)] ?? 'warm';
}

export function energyWords(energy: number): string {
  return ENERGY_WORDS[energyStep(energy)] ?? 'unhurried';
}

/** "quiet and a little sad", "bright and full of energy". */
export function planeWords(place: Place): string {
  return PLANE_WORDS[valenceStep(place.valence)]?.[energyStep(place.energy)] ?? NEUTRAL;
}

/** Differences smaller than this are not worth a word. */
const NOTABLE = 0.3;

/** How a song differs from the photo: "sadder", "much livelier"; largest first, none for small differences. */
export function differences(photo: Place, song: { valence: number | null; energy: number | null }): string[] {
  const found: { size: number; words: string }[] = [];
  const compare = (size: number, less: string, more: string): void => {
    if (Math.abs(size) < NOTABLE) return;
    const much = Math.abs(size) >= 0.8 ? 'much ' : '';
    found.push({ size: Math.abs(size), words: `${much}${size < 0 ? less : more}` });
  };
  if (song.valence !== null) compare(song.valence - photo.valence, 'sadder', 'brighter');
  if (song.energy !== null) compare(song.energy - photo.energy, 'calmer', 'livelier');
  return found.sort((a, b) => b.size - a.size).map(({ words }) => words);
}

/**
 * The side a photo leans to that is known by its light and colour, and maybe by the moods an image model saw: they say
 * little of what it feels like. `isDescribed`: it has a description, without a word of feeling that is known.
 */
export function describeColours(
  { valence }: { valence: number },
  { isDescribed, hasMoods = false }: { isDescribed: boolean; hasMoods?: boolean },
): string {
  const side = leaning(valence);
  const known = hasMoods ? 'light, colours and mood' : 'light and colours';
  const unseen = isDescribed ? 'its description names no feeling that I know' : 'I can’t see what is in it';
  return side === null
    ? `Its ${known} alone say nothing about its feeling, and ${unseen}.`
    : `From its ${known} alone it could be a ${side} picture, but ${unseen}.`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** "A melancholic, lonely song about rain and home.", where there is no better summary. */
export function plainSummary(kind: string, moods: readonly string[], themes: readonly string[]): string {
  const about = themes.length > 0 ? ` about ${themes.slice(0, 2).join(' and ')}` : '';
  const article = /^[aeiou]/.test(moods[0] ?? '') ? 'An' : 'A';
  return `${article} ${moods.join(', ')} ${kind}${about}.`;
}
