/** Made-up people whose taste is known, to see whether it is learned from what they say. */
import type { RankScene, RankSong } from '../src/pipeline/ranking/rank.ts';
import { type ThemeFamilies, themeStems } from '../src/pipeline/ranking/themes.ts';

/** 1 for the same place on an axis, 0 for its two ends. */
const closeness = (one: number, other: number): number => 1 - Math.abs(one - other) / 2;

/** How much a person likes a song for a photo; only differences mean something. */
export type Liking = (scene: RankScene, song: RankSong) => number;

export type Person = { name: string; likes: Liking };

function likeness(scene: RankScene, song: RankSong): { valence: number; energy: number } {
  return {
    valence: closeness(scene.reading.valence, song.reading.valence ?? 0),
    energy: closeness(scene.reading.energy, song.reading.energy ?? 0),
  };
}

/** 1 for a theme by name, or half of it for one that is related, and half as much again for each further one. */
function sharedSubjects(scene: readonly string[], song: readonly string[], families: ThemeFamilies): number {
  const seen = new Set(scene.flatMap(themeStems));
  const touched = new Set([...seen].flatMap((stem) => families.get(stem) ?? []));
  const found = song.map((theme) => {
    const stems = themeStems(theme);
    if (stems.some((stem) => seen.has(stem))) return 1;
    return stems.some((stem) => families.get(stem)?.some((name) => touched.has(name))) ? 0.5 : 0;
  });
  return found.sort((a, b) => b - a).reduce<number>((sum, value, place) => sum + value / 2 ** place, 0);
}

/** None of them likes by the ranker's formula: no moods, no certainty, no vectors. */
export function people(families: ThemeFamilies): Person[] {
  return [
    {
      name: 'energy over mood',
      likes(scene, song) {
        const { valence, energy } = likeness(scene, song);
        return 0.85 * energy + 0.15 * valence;
      },
    },
    {
      name: 'contrast instead of likeness',
      likes(scene, song) {
        const { valence, energy } = likeness(scene, song);
        return -0.6 * valence - 0.4 * energy;
      },
    },
    {
      name: 'themes first',
      likes(scene, song) {
        const { valence, energy } = likeness(scene, song);
        const shared = sharedSubjects(scene.reading.themes, song.reading.themes, families);
        return 0.8 * shared + 0.12 * valence + 0.08 * energy;
      },
    },
    {
      name: 'as the ranker thinks',
      likes(scene, song) {
        const { valence, energy } = likeness(scene, song);
        return 0.75 * valence + 0.25 * energy;
      },
    },
  ];
}

/** Numbers 0..1 that look like chance and are the same on every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A standard normal number, near enough: the sum of twelve even ones. */
export function whim(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(3)}`;

/** `values` in an order of chance. */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** nDCG at 10 of `order` with gains 0..7 from how each song is liked, between the least and the most liked one. */
export function ndcg10(likings: readonly number[], order: readonly number[]): number {
  const least = Math.min(...likings);
  const most = Math.max(...likings);
  const gains = likings.map((liking) => 2 ** (3 * ((liking - least) / (most - least || 1))) - 1);
  const dcg = (list: readonly number[]): number =>
    list.slice(0, 10).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
  const best = dcg(gains.toSorted((a, b) => b - a));
  return best === 0 ? 1 : dcg(order.map((index) => gains[index] ?? 0)) / best;
}
