/** How well one song fits a scene, feature by feature: each fit is 0..1, null where one side has no reading of it. */
import { certainty, MOOD_PLACES, type MoodMatcher, moodMatcher, moodShares } from '../../model/mood-plane.ts';
import type { Palette } from '../../model/photo.ts';
import type { FeatureName } from '../../model/ranking.ts';
import { MOODS, type Reading, type SceneReading } from '../../model/reading.ts';
import type { MoodDistribution } from '../../model/scene.ts';
import { type ThemeFamilies, type ThemeMatcher, themeFit, themeMatcher } from './themes.ts';

/** The two groups of features that people are shown. */
export const FEELING = ['valence', 'energy', 'moods', 'light'] as const satisfies readonly FeatureName[];
export const MEANING = ['themes', 'words'] as const satisfies readonly FeatureName[];

export function byFeature<T>(value: (name: FeatureName) => T): Record<FeatureName, T> {
  return {
    valence: value('valence'),
    energy: value('energy'),
    moods: value('moods'),
    themes: value('themes'),
    words: value('words'),
    light: value('light'),
  };
}

/** 1 for the same place on an axis of -1..1, falling evenly to 0 at its two ends. */
export function closeness(one: number, other: number): number {
  return 1 - Math.min(2, Math.abs(one - other)) / 2;
}

/** A value read from a few words shrinks to the middle; this moves it out again, within -1..1. */
export function stretched(value: number, by: number): number {
  return Math.min(1, Math.max(-1, value * by));
}

/** How far a scene's values are moved out from the middle, at least 1. */
export type Stretch = { valence: number; energy: number };

/** Share of an image model that is certain of the mood; the words have the rest. */
const MOST_SEEN = 0.5;

/** A scene, prepared for comparing it with many songs. */
export type SceneTarget = {
  /** Stretched, -1..1. */
  valence: number;
  energy: number;
  moods: MoodMatcher | null;
  themes: ThemeMatcher | null;
  palette: Pick<Palette, 'valence' | 'energy'> | null;
};

/** A scene's reading, what an image model saw in it, and its light and colour, as far as there are any. */
export type SceneEvidence = {
  reading: Pick<SceneReading, 'valence' | 'energy' | 'moods' | 'themes'>;
  moods: MoodDistribution | null;
  palette: SceneTarget['palette'];
};

/** Words and image fused: the more certain the image model is, the more its moods and their places count. */
export function sceneTarget(
  { reading, moods: seen, palette }: SceneEvidence,
  stretch: Stretch,
  families: ThemeFamilies,
): SceneTarget {
  const share = seen === null ? 0 : MOST_SEEN * certainty(seen);
  const placeSeen = (axis: 'valence' | 'energy'): number =>
    MOODS.reduce((sum, mood, at) => sum + (seen?.[at] ?? 0) * MOOD_PLACES[mood][axis], 0);
  const fused = (axis: 'valence' | 'energy'): number =>
    stretched((1 - share) * reading[axis] + share * placeSeen(axis), stretch[axis]);
  const read = reading.moods.length > 0 ? 1 - share : 0;
  const moods = moodShares(reading.moods).map((value, at) => read * value + share * (seen?.[at] ?? 0));
  return {
    valence: fused('valence'),
    energy: fused('energy'),
    moods: moodMatcher(moods),
    themes: themeMatcher(reading.themes, families),
    palette,
  };
}

/** Fits of the features that one scene and one song are enough for: all but the words. */
export const fits = {
  valence: (scene, { valence }) => (valence === null ? null : closeness(scene.valence, valence)),
  energy: (scene, { energy }) => (energy === null ? null : closeness(scene.energy, energy)),
  moods: (scene, { moods }) => (scene.moods === null || moods.length === 0 ? null : scene.moods(moods)),
  themes: (scene, { themes }) =>
    scene.themes === null || themes.length === 0 ? null : themeFit(scene.themes(themes)),
  /** Light and colour are weak evidence: the place they suggest for the photo, against the song's. */
  light({ palette }, { valence, energy }) {
    if (palette === null || valence === null || energy === null) return null;
    return (closeness(palette.valence, valence) + closeness(palette.energy, energy)) / 2;
  },
} satisfies Record<string, (scene: SceneTarget, song: Reading) => number | null>;

/** Standard deviation of centred cosines to expect when there are too few to measure it. */
const USUAL_SPREAD = 0.15;
const USUAL_COUNT = 10;

/**
 * Centred cosines → fits around 0.5, one standard deviation worth 1/6, so that a weight means the same in every
 * vector space. Null stays null.
 */
export function wordsFits(cosines: readonly (number | null)[]): (number | null)[] {
  const known = cosines.filter((cosine) => cosine !== null);
  const mean = known.reduce((sum, cosine) => sum + cosine, 0) / Math.max(1, known.length);
  const squares = known.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0);
  const spread = Math.sqrt((squares + USUAL_SPREAD ** 2 * USUAL_COUNT) / (known.length + USUAL_COUNT));
  return cosines.map((cosine) =>
    cosine === null ? null : Math.min(1, Math.max(0, 0.5 + (cosine - mean) / (6 * spread))),
  );
}
