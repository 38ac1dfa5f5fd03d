/** How well one song fits a scene, feature by feature: each fit is 0..1, NaN where one side has no reading of it. */
import { type MoodMatcher, moodMatcher, moodShares } from '../../model/mood-plane.ts';
import type { FeatureName } from '../../model/ranking.ts';
import type { SceneReading, SongReading } from '../../model/reading.ts';
import type { MoodDistribution } from '../../model/scene.ts';
import { distribution, type Estimate } from '../evidence/evidence.ts';
import { expectedDistance } from '../evidence/normal.ts';
import { type ThemeFamilies, type ThemeMatcher, themeMatcher } from './themes.ts';

/** The two groups of features that people are shown. */
export const FEELING = ['valence', 'energy', 'moods'] as const satisfies readonly FeatureName[];
export const MEANING = ['themes', 'words'] as const satisfies readonly FeatureName[];

export function byFeature<T>(value: (name: FeatureName) => T): Record<FeatureName, T> {
  return {
    valence: value('valence'),
    energy: value('energy'),
    moods: value('moods'),
    themes: value('themes'),
    words: value('words'),
  };
}

/** Expected closeness of two feelings on an axis: 1 for the same place known for certain, 0 for its two ends. */
export function closeness(one: Estimate, other: Estimate): number {
  return 1 - Math.min(2, expectedDistance(one, other)) / 2;
}

/** Share of an image model's moods beside those of the words. Between 0 and .5 it made no difference to the kit. */
const SEEN_SHARE = 0.25;

/** A scene, prepared for comparing it with many songs. */
export type SceneTarget = {
  valence: Estimate;
  energy: Estimate;
  moods: MoodMatcher | null;
  themes: ThemeMatcher | null;
};

/** A scene's reading, and what an image model saw in it. */
export type SceneEvidence = {
  reading: Pick<SceneReading, 'valence' | 'energy' | 'moods' | 'themes' | 'certainty'>;
  moods: MoodDistribution | null;
};

/** Moods in words and in the image. */
export function sceneTarget({ reading, moods: seen }: SceneEvidence, families: ThemeFamilies): SceneTarget {
  const share = seen === null ? 0 : SEEN_SHARE;
  const read = reading.moods.length > 0 ? 1 - share : 0;
  const moods = moodShares(reading.moods).map((value, at) => read * value + share * (seen?.[at] ?? 0));
  return {
    valence: distribution(reading.valence, reading.certainty.valence),
    energy: distribution(reading.energy, reading.certainty.energy),
    moods: moodMatcher(moods),
    themes: themeMatcher(reading.themes, families),
  };
}

/** Fits of the features that one scene and one song are enough for: all but the words. */
export const fits = {
  valence: (scene, song) => closeness(scene.valence, distribution(song.valence, song.certainty.valence)),
  energy: (scene, song) => closeness(scene.energy, distribution(song.energy, song.certainty.energy)),
  moods: (scene, { moods }) => (scene.moods === null || moods.length === 0 ? Number.NaN : scene.moods(moods)),
  themes: (scene, { themes }) =>
    scene.themes === null || themes.length === 0 ? Number.NaN : scene.themes.fit(themes),
} satisfies Record<string, (scene: SceneTarget, song: SongReading) => number>;

/** Standard deviation of centred cosines to expect when there are too few to measure it. */
const USUAL_SPREAD = 0.15;
const USUAL_COUNT = 10;

/**
 * Centred cosines → fits around 0.5, one standard deviation worth 1/6, so that a weight means the same in every
 * vector space. NaN stays NaN.
 */
export function wordsFits(cosines: Float64Array): Float64Array {
  const known = cosines.filter((cosine) => !Number.isNaN(cosine));
  const mean = known.reduce((sum, cosine) => sum + cosine, 0) / Math.max(1, known.length);
  const squares = known.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0);
  const spread = Math.sqrt((squares + USUAL_SPREAD ** 2 * USUAL_COUNT) / (known.length + USUAL_COUNT));
  return cosines.map((cosine) => Math.min(1, Math.max(0, 0.5 + (cosine - mean) / (6 * spread))));
}
