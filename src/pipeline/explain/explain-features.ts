/**
 * The thinking behind a song's place: each feature with its value on both sides, its weight and what it added, in
 * numbers for `match --explain` and in sentences for "why this one?".
 */

import { energyWords, listed, valenceWords } from '../../model/feeling-words.ts';
import type { FeatureName, FeatureValue } from '../../model/ranking.ts';
import { FEATURES } from '../../model/ranking.ts';
import type { Reading, SceneReading } from '../../model/reading.ts';
import { type ThemeFamilies, themeMatcher } from '../ranking/themes.ts';

export type FeatureLine = FeatureValue & {
  name: FeatureName;
  /** What the feature is called before a person. */
  label: string;
  /** The photo's side and the song's, in words and numbers: "a little sad (-0.30)". */
  photo: string;
  song: string;
};

export type FeatureExplanation = {
  /** In the order of `FEATURES`; those without any weight in this ranking are left out. */
  lines: FeatureLine[];
  /** What the features added together, 0..1: the fit that the ranking sorts by. */
  total: number;
  /** The same in a person's words, what counted most first. */
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

const UNKNOWN = 'not known';

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;

function onAxis(value: number | null, words: (value: number) => string): string {
  return value === null ? UNKNOWN : `${words(value)} (${signed(value)})`;
}

/** Both sides of one feature. */
function sides(name: FeatureName, scene: ExplainedScene, song: Reading): { photo: string; song: string } {
  const photo = scene.reading;
  switch (name) {
    case 'valence':
      return { photo: onAxis(photo.valence, valenceWords), song: onAxis(song.valence, valenceWords) };
    case 'energy':
      return { photo: onAxis(photo.energy, energyWords), song: onAxis(song.energy, energyWords) };
    case 'moods':
      return { photo: listed(photo.moods) || UNKNOWN, song: listed(song.moods) || UNKNOWN };
    case 'themes':
      return { photo: listed(photo.themes) || UNKNOWN, song: listed(song.themes) || UNKNOWN };
    case 'words':
      return { photo: photo.summary || UNKNOWN, song: song.summary || UNKNOWN };
    case 'light': {
      const place =
        song.valence === null || song.energy === null
          ? UNKNOWN
          : `${valenceWords(song.valence)}, ${energyWords(song.energy)}`;
      return { photo: scene.palette?.description ?? UNKNOWN, song: place };
    }
  }
}

/** How well, in a word. */
function quality(value: number): 'very close' | 'close' | 'not far apart' | 'far apart' {
  if (value >= 0.85) return 'very close';
  if (value >= 0.65) return 'close';
  return value >= 0.45 ? 'not far apart' : 'far apart';
}

function sentenceOf(
  line: FeatureLine,
  scene: ExplainedScene,
  song: Reading,
  families: ThemeFamilies,
): string {
  const { name, fit: value, photo: ours, song: theirs } = line;
  if (value === null) {
    return `Nobody could read the song's side of “${line.label}”, so that neither helped nor hurt it.`;
  }
  const bare = (side: string): string => side.replace(/ \([^)]*\)$/, '');
  switch (name) {
    case 'valence':
    case 'energy':
      return bare(ours) === bare(theirs)
        ? `Photo and song are both ${bare(ours)}.`
        : `The photo is ${bare(ours)}, the song ${bare(theirs)}: ${quality(value)}.`;
    case 'moods':
      return `The photo's mood is ${ours}, the song's ${theirs}: ${quality(value)}.`;
    case 'themes': {
      const shared = themeMatcher(scene.reading.themes, families)?.(song.themes);
      const { words, families: met } = shared ?? { words: [], families: [] };
      if (words.length > 0) return `Both are about ${listed(words)}.`;
      return met.length > 0 ? `Both touch on ${listed(met)}.` : 'They have no theme in common.';
    }
    case 'words':
      if (value >= 0.65) return "The song's story is close to what the photo shows.";
      return value >= 0.45
        ? "The song's story is about as close to the photo as most here."
        : "The song's story is further from the photo than most here.";
    case 'light':
      return `The photo's light and colour and the song's feeling are ${quality(value)}.`;
  }
}

/** Explains one song of a ranking. */
export function explainFeatures(
  scene: ExplainedScene,
  song: ExplainedSong,
  families: ThemeFamilies,
): FeatureExplanation {
  const lines = FEATURES.filter((name) => song.features[name].weight !== 0).map(
    (name): FeatureLine => ({
      name,
      label: LABELS[name],
      ...sides(name, scene, song.reading),
      ...song.features[name],
    }),
  );
  const total = lines.reduce((sum, { added }) => sum + added, 0);
  const sentences = [...lines]
    .sort((a, b) => b.added - a.added)
    .map((line) => sentenceOf(line, scene, song.reading, families));
  return { lines, total, sentences };
}
