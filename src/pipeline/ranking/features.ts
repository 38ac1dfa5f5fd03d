/** How well one song fits a scene, feature by feature: each fit 0..1, NaN where one side has no reading of it. */
import { certainty, MOOD_PLACES, type MoodMatcher, moodMatcher, moodShares } from '../../model/mood-plane.ts';
import type { Palette } from '../../model/photo.ts';
import { MOODS, type Reading, type SceneReading } from '../../model/reading.ts';
import type { MoodDistribution } from '../../model/scene.ts';
import { type ThemeFamilies, type ThemeMatcher, themeMatcher } from './themes.ts';

/** 1 for the same place on an axis of -1..1, falling evenly to 0 for its two ends. */
export function closeness(one: number, other: number): number {
  return 1 - Math.min(2, Math.abs(one - other)) / 2;
}

/** A value read from a few words shrinks to the middle; this moves it out again, within -1..1. */
export function stretch(value: number, by: number): number {
  return Math.min(1, Math.max(-1, value * by));
}

/** How far a scene's values are moved out from the middle, at least 1. */
export type Stretch = { valence: number; energy: number };

/** An image model that is certain of the mood speaks at most this loud beside the words. */
const SEEN_SHARE = 0.5;

/** A scene, worked out once to be met by every song. */
export type SceneTarget = {
  /** Stretched, -1..1. */
  valence: number;
  energy: number;
  moods: MoodMatcher | null;
  themes: ThemeMatcher | null;
  palette: Pick<Palette, 'valence' | 'energy'> | null;
};

/** A scene's reading, what an image model saw of it, and its bare light and colour, as far as there are any. */
export type SceneEvidence = {
  reading: Pick<SceneReading, 'valence' | 'energy' | 'moods' | 'themes'>;
  moods: MoodDistribution | null;
  palette: SceneTarget['palette'];
};

/** Words and sight fused: the more certain the image model is, the more its moods and their places count. */
export function sceneTarget(
  { reading, moods: seen, palette }: SceneEvidence,
  by: Stretch,
  families: ThemeFamilies,
): SceneTarget {
  const share = seen === null ? 0 : SEEN_SHARE * certainty(seen);
  let { valence, energy } = reading;
  let shares = moodShares(reading.moods);
  if (seen !== null && share > 0) {
    const place = { valence: 0, energy: 0 };
    MOODS.forEach((mood, index) => {
      place.valence += (seen[index] ?? 0) * MOOD_PLACES[mood].valence;
      place.energy += (seen[index] ?? 0) * MOOD_PLACES[mood].energy;
    });
    valence = (1 - share) * valence + share * place.valence;
    energy = (1 - share) * energy + share * place.energy;
    const read = reading.moods.length > 0 ? 1 - share : 0;
    shares = shares.map((value, index) => read * value + share * (seen[index] ?? 0));
  }
  return {
    valence: stretch(valence, by.valence),
    energy: stretch(energy, by.energy),
    moods: moodMatcher(shares),
    themes: themeMatcher(reading.themes, families),
    palette,
  };
}

export function valenceFit(scene: SceneTarget, song: Reading): number {
  return song.valence === null ? Number.NaN : closeness(scene.valence, song.valence);
}

export function energyFit(scene: SceneTarget, song: Reading): number {
  return song.energy === null ? Number.NaN : closeness(scene.energy, song.energy);
}

export function moodsFit(scene: SceneTarget, song: Reading): number {
  return scene.moods === null ? Number.NaN : scene.moods(song.moods);
}

export function themesFit(scene: SceneTarget, song: Reading): number {
  return scene.themes === null || song.themes.length === 0 ? Number.NaN : scene.themes.fit(song.themes);
}

/** Light and colour are a weak prior: where the photo's bare statistics sit, against the song's place. */
export function lightFit(scene: SceneTarget, song: Reading): number {
  if (scene.palette === null || song.valence === null || song.energy === null) return Number.NaN;
  return (closeness(scene.palette.valence, song.valence) + closeness(scene.palette.energy, song.energy)) / 2;
}

/** Spread of centred cosines to expect when there are too few to tell. */
const USUAL_SPREAD = 0.15;
const USUAL_COUNT = 10;

/**
 * Centred cosines → fits around 0.5, one standard deviation worth 1/6, so that a weight means the same in every
 * vector space; NaN stays NaN.
 */
export function wordsFits(cosines: Float64Array): Float64Array {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const cosine of cosines) {
    if (Number.isNaN(cosine)) continue;
    count++;
    sum += cosine;
    squares += cosine * cosine;
  }
  const mean = count === 0 ? 0 : sum / count;
  const variance = count === 0 ? 0 : Math.max(0, squares / count - mean * mean);
  const spread = Math.sqrt((variance * count + USUAL_SPREAD ** 2 * USUAL_COUNT) / (count + USUAL_COUNT));
  return cosines.map((cosine) => Math.min(1, Math.max(0, 0.5 + (cosine - mean) / (6 * spread))));
}
