/** Features → short phrases a person understands, strongest first. They claim nothing the readings do not say. */
import {
  differences,
  energyStep,
  energyWords,
  listed,
  planeWords,
  valenceStep,
  valenceWords,
} from '../../model/feeling-words.ts';
import { moodLikeness } from '../../model/mood-plane.ts';
import type { FeatureName, FeatureValue } from '../../model/ranking.ts';
import type { Reading, SceneReading } from '../../model/reading.ts';
import { type ThemeFamilies, type ThemeMatcher, themeMatcher } from '../ranking/themes.ts';

/** A fit from here on is worth naming as a reason. */
const GOOD = 0.72;

/** "both quiet and a little sad", or the one axis on which the two agree; null where they agree on none. */
export function sharedFeeling(photo: SceneReading, song: Reading): string | null {
  const { valence, energy } = song;
  const sameValence = valence !== null && valenceStep(valence) === valenceStep(photo.valence);
  const sameEnergy = energy !== null && energyStep(energy) === energyStep(photo.energy);
  if (sameValence && sameEnergy) return `both ${planeWords(photo)}`;
  if (sameValence) return `both ${valenceWords(photo.valence)}`;
  if (valence !== null && Math.min(valence, photo.valence) >= 0.3) return 'both on the bright side';
  if (valence !== null && Math.max(valence, photo.valence) <= -0.25) return 'both on the dark side';
  if (sameEnergy) return `both ${energyWords(photo.energy)}`;
  return null;
}

/** "shares its wistful mood", "its tender mood is close to the photo's peaceful one"; null for strangers. */
function sharedMood(photo: Reading, song: Reading): string | null {
  const same = photo.moods.filter((mood) => song.moods.includes(mood));
  if (same.length > 0) return `the same ${listed(same)} mood`;
  let best = { likeness: 0.35, words: '' };
  for (const theirs of photo.moods) {
    for (const ours of song.moods) {
      const likeness = moodLikeness(theirs, ours);
      if (likeness > best.likeness)
        best = { likeness, words: `${ours}, close to the photo's ${theirs} mood` };
    }
  }
  return best.words === '' ? null : best.words;
}

function sharedSubject({ themes }: Reading, matches: ThemeMatcher | null): string | null {
  const { words, families: met } = matches?.(themes) ?? { words: [], families: [] };
  if (words.length > 0) return `shares ${listed(words.slice(0, 3))}`;
  return met.length > 0 ? `both touch on ${listed(met.slice(0, 2))}` : null;
}

export type ReasonedSong = {
  reading: Reading;
  features: Record<FeatureName, FeatureValue>;
  /** Its place, and where the fit alone would have put it: a winner from further down won by its story. */
  rank?: number;
  rankByFit?: number;
};

/**
 * A photo → reasons for its songs, strongest first: what both sides share, then how they differ ("livelier than the
 * photo"). Never empty.
 */
export function because(photo: SceneReading, families: ThemeFamilies): (song: ReasonedSong) => string[] {
  const matchThemes = themeMatcher(photo.themes, families);
  return (song) => {
    const { reading, features } = song;
    const gain = (...names: FeatureName[]): number =>
      names.reduce((sum, name) => sum + features[name].weight * ((features[name].fit ?? 0.5) - 0.5), 0);
    const fits = (name: FeatureName): boolean => (features[name].fit ?? 0) >= GOOD;
    const isChosen = song.rank === 1 && (song.rankByFit ?? 1) > 1;
    const near = fits('words') ? 'its story is close to what the photo shows' : null;
    const story = isChosen ? 'its story is the nearest of all that feel like this' : near;
    const reasons: { gain: number; words: string | null }[] = [
      { gain: gain('valence', 'energy'), words: sharedFeeling(photo, reading) },
      { gain: gain('moods'), words: sharedMood(photo, reading) },
      // A shared subject is what people notice first, however little it weighs.
      { gain: gain('themes') + 0.05, words: sharedSubject(reading, matchThemes) },
      { gain: gain('words') + (isChosen ? 0.1 : 0), words: story },
      { gain: gain('light'), words: fits('light') ? "in keeping with the photo's light and colour" : null },
    ];
    const found = reasons.filter(({ words }) => words !== null).sort((a, b) => b.gain - a.gain);
    const apart = differences(photo, reading).map((words) => `${words} than the photo`);
    const all = [...found.map(({ words }) => words ?? ''), ...apart];
    return all.length > 0 ? all : ['the nearest in feeling of what is left'];
  };
}
