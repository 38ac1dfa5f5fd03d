/** Features → short phrases a person understands, strongest first. They say nothing that the readings don't. */
import {
  differences,
  energyStep,
  energyWords,
  listed,
  NEUTRAL,
  planeWords,
  valenceStep,
  valenceWords,
} from '../../model/feeling-words.ts';
import { moodLikeness } from '../../model/mood-plane.ts';
import type { FeatureName, FeatureValue } from '../../model/ranking.ts';
import type { Reading, SceneReading } from '../../model/reading.ts';
import { type ThemeFamilies, type ThemeMatcher, themeMatcher } from '../ranking/themes.ts';

/** "both quiet; shares night" → "Both quiet; shares night."; empty for nothing. */
export function sentence(words: string): string {
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** What is said of a song that has nothing to be said of it. */
export const CLOSEST_OF_THE_REST = 'the closest of the rest';

/** A fit from here on is worth naming as a reason. */
const GOOD = 0.72;
/** Moods less alike than this are not called close. */
const CLOSE_MOODS = 0.35;

const both = (words: string): string =>
  words === NEUTRAL ? 'neither is clearly happy or sad' : `both ${words}`;

/** "both quiet and a little sad", or the one axis on which the two agree; null where they agree on none. */
function sharedFeeling(photo: SceneReading, { valence, energy }: Reading): string | null {
  const isSameValence = valence !== null && valenceStep(valence) === valenceStep(photo.valence);
  const isSameEnergy = energy !== null && energyStep(energy) === energyStep(photo.energy);
  if (isSameValence) return both(isSameEnergy ? planeWords(photo) : valenceWords(photo.valence));
  if (valence !== null && Math.min(valence, photo.valence) >= 0.3) return both('on the bright side');
  if (valence !== null && Math.max(valence, photo.valence) <= -0.25) return both('on the dark side');
  return isSameEnergy ? both(energyWords(photo.energy)) : null;
}

/** "the same wistful mood", "tender, close to the photo's peaceful mood"; null for moods far apart. */
function sharedMood(photo: Reading, song: Reading): string | null {
  const same = photo.moods.filter((mood) => song.moods.includes(mood));
  if (same.length > 0) return `the same ${listed(same)} mood`;
  const pairs = photo.moods.flatMap((theirs) =>
    song.moods.map((ours) => ({
      likeness: moodLikeness(theirs, ours),
      words: `${ours}, close to the photo's ${theirs} mood`,
    })),
  );
  const [closest] = pairs
    .filter(({ likeness }) => likeness > CLOSE_MOODS)
    .sort((a, b) => b.likeness - a.likeness);
  return closest?.words ?? null;
}

function sharedSubject({ themes }: Reading, match: ThemeMatcher | null): string | null {
  const { words, families } = match?.(themes) ?? { words: [], families: [] };
  if (words.length > 0) return `shares ${listed(words.slice(0, 3))}`;
  return families.length > 0 ? `both touch on ${listed(families.slice(0, 2))}` : null;
}

export type ReasonedSong = {
  reading: Reading;
  features: Record<FeatureName, FeatureValue>;
  /** Its place, and where the fit alone would have put it: a winner from further down won by its story. */
  rank: number;
  rankByFit: number;
};

/** A photo → reasons for its songs: what both share, strongest first, then how they differ. Never empty. */
export function reasonsFor(photo: SceneReading, families: ThemeFamilies): (song: ReasonedSong) => string[] {
  const matchThemes = themeMatcher(photo.themes, families);
  return ({ reading, features, rank, rankByFit }) => {
    const gain = (name: FeatureName): number => features[name].weight * ((features[name].fit ?? 0.5) - 0.5);
    const isGood = (name: FeatureName): boolean => (features[name].fit ?? 0) >= GOOD;
    const wonByStory = rank === 1 && rankByFit > 1;
    const closeStory = isGood('words') ? 'its story is close to what the photo shows' : null;
    const shared: { gain: number; words: string | null }[] = [
      { gain: gain('valence') + gain('energy'), words: sharedFeeling(photo, reading) },
      { gain: gain('moods'), words: sharedMood(photo, reading) },
      // A shared subject is what people notice first, however little it weighs.
      { gain: gain('themes') + 0.05, words: sharedSubject(reading, matchThemes) },
      {
        gain: gain('words') + (wonByStory ? 0.1 : 0),
        words: wonByStory ? 'of the songs with this feeling, its story fits best' : closeStory,
      },
      { gain: gain('light'), words: isGood('light') ? "suits the photo's light and colour" : null },
    ];
    const phrases = shared.sort((a, b) => b.gain - a.gain).flatMap(({ words }) => words ?? []);
    const apart = differences(photo, reading).map((words) => `${words} than the photo`);
    return phrases.length + apart.length > 0 ? [...phrases, ...apart] : [CLOSEST_OF_THE_REST];
  };
}
