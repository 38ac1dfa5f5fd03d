/** Fits → short phrases a person can check, strongest first. They name only what a reading stands on. */

import { type EvidenceKind, isGuess } from '../../model/evidence.ts';
import {
  differences,
  energyStep,
  energyWords,
  leaning,
  listed,
  planeWords,
  valenceStep,
  valenceWords,
} from '../../model/feeling-words.ts';
import { moodLikeness } from '../../model/mood-plane.ts';
import type { FeatureName, Match } from '../../model/ranking.ts';
import type { Reading, SceneReading, SongReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { type ThemeFamilies, type ThemeMatcher, themeMatcher } from '../ranking/themes.ts';

/** "both quiet; about night" → "Both quiet; about night."; empty for nothing. */
export function sentence(words: string): string {
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** What is said of a song that has nothing to be said of it. */
export const CLOSEST_OF_THE_REST = 'the closest of the rest';
export const CLOSEST = 'the closest there is here';
/** And where nothing but a title or nothing at all is known. */
export const BY_ITS_TITLE = 'a guess, going by its title only';
const UNKNOWN = 'a guess: nothing is known of how it feels';
/** Or a little more, of which hardly anything says whether it's happy or sad. */
const HARDLY_KNOWN = 'a guess: too little is known of how it feels';
const BY_COLOURS = 'a guess, going by the photo’s light and colours only';
/** Words that say little of happy or sad, such as "more energy". */
const BY_COLOURS_AND_WORDS = 'a guess, going by the photo’s light and colours and by your words';

/** A fit from here on is worth naming as a reason. */
const GOOD = 0.72;
/** Moods less alike than this are not called close. */
const CLOSE_MOODS = 0.35;
const LONGEST_GENRE = 24;
/** What tells a song's story: a title and a genre don't. */
const STORIES: ReadonlySet<EvidenceKind> = new Set(['lyrics', 'knowledge', 'given']);

/** What the song's feeling was read from, as far as a person can check it. */
function goingBy({ evidence, by }: SongReading, { genres: [genre] }: Pick<Song, 'genres'>): string {
  const isHeard = evidence.includes('heard');
  if (evidence.includes('lyrics')) return `, going by the song’s lyrics${isHeard ? ' and its sound' : ''}`;
  if (evidence.includes('given')) return ', going by what the playlist file says of the song';
  if (isHeard) return ', heard in half a minute of it';
  if (evidence.includes('measured')) return ', going by measurements of its sound';
  // Who knows the recording goes by more than its genre.
  if (!evidence.includes('facts') || evidence.includes('knowledge')) return '';
  // A language model may have gone by artist and album.
  if (genre === undefined) return by === 'lexicon' ? ', going by how loud and fast it is' : '';
  if (genre.length > LONGEST_GENRE) return '';
  return `, going by the song’s ${evidence.includes('title') ? 'title and ' : ''}genre, ${genre}`;
}

/** "both quiet and a little sad", or the one axis on which the two clearly agree; null where they agree on none. */
function sharedFeeling(photo: SceneReading, song: SongReading): string | null {
  const { valence, energy } = song;
  const [a, b] = [valenceStep(photo.valence), valenceStep(valence ?? 0)];
  const isSameSide = (a - 2) * (b - 2) > 0;
  const isSameEnergy =
    energy !== null &&
    song.certainty.energy > 0.1 &&
    energyStep(energy) !== 1 &&
    energyStep(energy) === energyStep(photo.energy);
  if (isSameSide && a === b) return `both ${isSameEnergy ? planeWords(photo) : valenceWords(photo.valence)}`;
  if (isSameSide) return a > 2 ? 'both on the bright side' : 'both on the sad side';
  return isSameEnergy ? `both ${energyWords(photo.energy)}` : null;
}

/** "the same wistful mood", "tender, close to the photo's peaceful mood"; null for moods far apart. */
function sharedMood(photo: Reading, song: Reading): string | null {
  const same = photo.moods.filter((mood) => song.moods.includes(mood));
  if (same.length > 0) return `the same ${listed(same)} mood`;
  const pairs = photo.moods.flatMap((theirs) =>
    song.moods.map((ours) => ({
      likeness: moodLikeness(theirs, ours),
      words: `${ours}, close to the photo’s ${theirs} mood`,
    })),
  );
  const [closest] = pairs
    .filter(({ likeness }) => likeness > CLOSE_MOODS)
    .sort((a, b) => b.likeness - a.likeness);
  return closest?.words ?? null;
}

/** "its lyrics speak of rain, as the photo does"; null where photo and song have no subject in common. */
function sharedSubject({ themes, evidence }: SongReading, match: ThemeMatcher | null): string | null {
  const { words, families } = match?.shared(themes) ?? { words: [], families: [] };
  // Where nothing has told its story, only its title or genre can have named it.
  const isNamed =
    (evidence.includes('title') || evidence.includes('facts')) && !evidence.some((kind) => STORIES.has(kind));
  const name = evidence.includes('facts') ? 'title or genre' : 'title';
  const subject = listed([...new Set(words)].slice(0, 3));
  if (subject !== '') {
    if (evidence.includes('lyrics')) return `its lyrics speak of ${subject}, as the photo does`;
    return isNamed
      ? `its ${name} speaks of ${subject}, as the photo does`
      : `it is about ${subject}, like the photo`;
  }
  const touched = listed(families.slice(0, 2));
  if (touched === '') return null;
  return isNamed ? `its ${name} touches on ${touched}, as the photo does` : `both touch on ${touched}`;
}

export type ReasonedSong = {
  song: Pick<Song, 'genres'>;
  reading: SongReading;
  features: Match['features'];
  rank: number;
};

/** Why a song that hardly anything is known of stands where it stands. */
function guesses(photo: SceneReading, reading: SongReading, subject: string | null): string[] {
  const about = subject === null ? [] : [subject];
  if (isGuess(photo)) {
    const { valence, energy } = reading;
    const isLike = !isGuess(reading) && valence !== null && Math.abs(valence) >= 0.15;
    return isLike && leaning(valence) === leaning(photo.valence)
      ? [`${planeWords({ valence, energy: energy ?? 0 })}, as the photo’s light and colours could be`]
      : [photo.evidence.includes('words') ? BY_COLOURS_AND_WORDS : BY_COLOURS];
  }
  if (reading.evidence.length === 0) return [...about, UNKNOWN];
  return [...about, reading.evidence.every((kind) => kind === 'title') ? BY_ITS_TITLE : HARDLY_KNOWN];
}

/** A photo → reasons for its songs: what both share, strongest first, then how they differ. Never empty. */
export function reasonsFor(photo: SceneReading, families: ThemeFamilies): (song: ReasonedSong) => string[] {
  const matchThemes = themeMatcher(photo.themes, families);
  return ({ song, reading, features, rank }) => {
    const subject = sharedSubject(reading, matchThemes);
    if (isGuess(photo) || isGuess(reading)) return guesses(photo, reading, subject);
    const gain = (name: FeatureName): number => features[name].weight * ((features[name].fit ?? 0.5) - 0.5);
    const feeling = sharedFeeling(photo, reading);
    const hasStory = reading.evidence.some((kind) => STORIES.has(kind));
    const hasCloseStory = hasStory && (features.words.fit ?? 0) >= GOOD;
    const shared: { gain: number; words: string | null }[] = [
      {
        gain: gain('valence') + gain('energy'),
        words: feeling === null ? null : `${feeling}${goingBy(reading, song)}`,
      },
      { gain: gain('moods'), words: sharedMood(photo, reading) },
      // A shared subject is what people notice first, however little it weighs.
      { gain: gain('themes') + 0.05, words: subject },
      {
        gain: gain('words'),
        words: hasCloseStory ? 'its story is close to what the photo shows' : null,
      },
    ];
    const phrases = shared.sort((a, b) => b.gain - a.gain).flatMap(({ words }) => words ?? []);
    const apart = differences(photo, reading).map((words) => `${words} than the photo`);
    return phrases.length + apart.length > 0
      ? [...phrases, ...apart]
      : [rank === 1 ? CLOSEST : CLOSEST_OF_THE_REST];
  };
}
