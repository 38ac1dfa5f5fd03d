/**
 * How one song came to its place: each feature with its value on both sides, its weight and what it added, in numbers
 * for `match --explain` and in sentences for "why this one?".
 */

import { energyWords, listed, NEUTRAL, valenceWords } from '../../model/feeling-words.ts';
import { FEATURES, type FeatureName, type FeatureValue } from '../../model/ranking.ts';
import type { Reading, SceneReading } from '../../model/reading.ts';
import { type ThemeFamilies, themeMatcher } from '../ranking/themes.ts';

export type FeatureLine = FeatureValue & {
  name: FeatureName;
  /** What the feature is called in front of a person. */
  label: string;
  /** The photo's side and the song's, in words and numbers: "a little sad (-0.30)". */
  photo: string;
  song: string;
};

export type FeatureExplanation = {
  /** In the order of `FEATURES`, without those that had no weight in this ranking. */
  lines: FeatureLine[];
  /** What the features added together, 0..1: the fit that the ranking sorts by. */
  total: number;
  /** The same in words, what counted most first. */
  sentences: string[];
};

export type ExplainedScene = { reading: SceneReading; palette: { description: string } | null };
export type ExplainedSong = { reading: Reading; features: Record<FeatureName, FeatureValue> };

const LABELS: Record<FeatureName, string> = {
  valence: 'sad to happy',
  energy: 'calm to lively',
  moods: 'moods',
  themes: 'themes',
  words: 'story',
  light: 'light and colour',
};

const WORDS = { valence: valenceWords, energy: energyWords };

/** One side of a feature in words; null where it is not known. `light` is the photo's palette or the song's place. */
function inWords(name: FeatureName, reading: Reading, light: string | null): string | null {
  switch (name) {
    case 'valence':
    case 'energy': {
      const value = reading[name];
      return value === null ? null : WORDS[name](value);
    }
    case 'moods':
    case 'themes':
      return listed(reading[name]) || null;
    case 'words':
      return reading.summary || null;
    case 'light':
      return light;
  }
}

const songLight = ({ valence, energy }: Reading): string | null =>
  valence === null || energy === null ? null : `${valenceWords(valence)}, ${energyWords(energy)}`;

/** The same with the number behind it. */
function side(name: FeatureName, reading: Reading, light: string | null): string {
  const words = inWords(name, reading, light) ?? 'not known';
  const value = name === 'valence' || name === 'energy' ? reading[name] : null;
  return value === null ? words : `${words} (${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)})`;
}

/** How well, in a word. */
function quality(fit: number): string {
  if (fit >= 0.85) return 'very close';
  if (fit >= 0.65) return 'close';
  return fit >= 0.45 ? 'not far apart' : 'far apart';
}

function sentenceOf(
  { name, label, fit }: FeatureLine,
  scene: ExplainedScene,
  song: Reading,
  families: ThemeFamilies,
): string {
  if (fit === null) return `The song's “${label}” is not known, so it neither helped nor hurt.`;
  const photos = inWords(name, scene.reading, null);
  const songs = inWords(name, song, null);
  switch (name) {
    case 'valence':
    case 'energy':
      if (photos !== songs) return `The photo is ${photos}, the song ${songs}: ${quality(fit)}.`;
      return photos === NEUTRAL
        ? 'Neither photo nor song is clearly happy or sad.'
        : `Photo and song are both ${photos}.`;
    case 'moods':
      return `The photo's mood is ${photos}, the song's ${songs}: ${quality(fit)}.`;
    case 'themes': {
      const shared = themeMatcher(scene.reading.themes, families)?.(song.themes);
      if (shared?.words.length) return `Both are about ${listed(shared.words)}.`;
      return shared?.families.length
        ? `Both touch on ${listed(shared.families)}.`
        : 'They have no theme in common.';
    }
    case 'words':
      if (fit >= 0.65) return "The song's story is close to what the photo shows.";
      return fit >= 0.45
        ? "The song's story is about as close to the photo as most here."
        : "The song's story is further from the photo than most here.";
    case 'light':
      return `The photo's light and colour and the song's feeling are ${quality(fit)}.`;
  }
}

/** Explains one song of a ranking. */
export function explainFeatures(
  scene: ExplainedScene,
  song: ExplainedSong,
  families: ThemeFamilies,
): FeatureExplanation {
  const lines = FEATURES.filter((name) => song.features[name].weight !== 0).map((name) => ({
    name,
    label: LABELS[name],
    photo: side(name, scene.reading, scene.palette?.description ?? null),
    song: side(name, song.reading, songLight(song.reading)),
    ...song.features[name],
  }));
  return {
    lines,
    total: lines.reduce((sum, { added }) => sum + added, 0),
    sentences: lines
      .toSorted((a, b) => b.added - a.added)
      .map((line) => sentenceOf(line, scene, song.reading, families)),
  };
}
