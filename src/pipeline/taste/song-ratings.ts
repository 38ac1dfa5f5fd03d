/**
 * A rating is about a song and a photo, not only about a kind of fit: for the same photo, and less for photos that feel
 * nearly the same, a song that was liked rises and one that was disliked falls.
 */
import { z } from 'zod';
import { isGuess } from '../../model/evidence.ts';
import { moodMatcher, moodShares } from '../../model/mood-plane.ts';
import { moodSchema, placeSchema, type SceneReading } from '../../model/reading.ts';
import type { Song } from '../../model/song.ts';
import { day } from '../cached-answers.ts';
import type { SongPulls } from '../ranking/tables.ts';
import { latestMark, type RatedSongs } from './taste-ratings.ts';

/** The feeling of a photo that songs were rated for: numbers and moods, none of its words. */
export const ratedSceneSchema = z.object({
  valence: placeSchema,
  energy: placeSchema,
  moods: z.array(moodSchema),
});
type RatedScene = z.infer<typeof ratedSceneSchema>;

export const songRatingSchema = z.object({
  /** All that the song is known by. */
  keys: z.array(z.string()),
  scene: ratedSceneSchema,
  /** 1 for "fits" just now, -1 for "does not fit"; nearer to 0 the longer ago. */
  verdict: z.number().min(-1).max(1),
});
export type SongRating = z.infer<typeof songRatingSchema>;

export type NamedSong = Pick<Song, 'title' | 'artists' | 'album' | 'isrc'>;

/** By its ISRC, where it has one, and by its names: a song may come from one service now and from another later. */
const keysOf = (song: NamedSong, songKey: (song: NamedSong) => string): string[] => [
  ...new Set([songKey(song), songKey({ ...song, isrc: null })]),
];

type RatedForScene = {
  /** null in ratings of older versions. */
  scene: RatedScene | null;
  shown: readonly (NamedSong & { rank: number })[];
  marks: RatedSongs['marks'];
};

/** People tire of songs, and come back to them, within a season. */
const HALF_LIFE_MS = 60 * day;
/** After four half-lives a rating is over for the song; the taste keeps learning from it. */
const LEAST_LEFT = 1 / 16;
/** The newest; a request carries them to a worker. */
const MOST_RATINGS = 500;

/** What ratings say of songs at the moment `now` (milliseconds since 1970), newest first. */
export function songRatings(
  rated: readonly RatedForScene[],
  songKey: (song: NamedSong) => string,
  now: number,
): SongRating[] {
  const found = rated.flatMap(({ scene, shown, marks }) =>
    shown.flatMap(({ rank, ...names }) => {
      const mark = latestMark(marks, rank);
      if (scene === null || mark === undefined) return [];
      const left = 0.5 ** (Math.max(0, now - mark.at) / HALF_LIFE_MS);
      return left < LEAST_LEFT ? [] : [{ names, scene, left, fits: mark.verdict === 'fits' }];
    }),
  );
  return found
    .sort((a, b) => b.left - a.left)
    .slice(0, MOST_RATINGS)
    .map(({ names, scene, left, fits }) => ({
      keys: keysOf(names, songKey),
      scene,
      verdict: fits ? left : -left,
    }));
}

/** On the plane of valence and energy, each -1..1: photos further apart than this don't feel alike. */
const NEAR = 0.4;
/** Photos whose feeling is only guessed all look alike: each counts as like itself alone. */
const SAME = 0.01;
/** How many ratings it takes for half of the greatest pull. */
const PRIOR_RATINGS = 1;

/** 1 for the very photo, 0 for one that does not feel like it. */
function nearness(scene: SceneReading, rated: RatedScene): number {
  const distance = Math.hypot(scene.valence - rated.valence, scene.energy - rated.energy);
  const near = Math.max(0, 1 - distance / (isGuess(scene) ? SAME : NEAR));
  if (near === 0) return 0;
  const moods = moodMatcher(moodShares(scene.moods))?.(rated.moods) ?? 1;
  return Number.isNaN(moods) ? near : near * moods;
}

/** The mean of a song's verdicts, drawn towards 0 while they are few, old, or of photos less like this one. */
export function songPulls(ratings: readonly SongRating[], songKey: (song: NamedSong) => string): SongPulls {
  return (scene) => {
    const byKey = new Map<string, { pull: number; weight: number }[]>();
    for (const { keys, scene: rated, verdict } of ratings) {
      const near = nearness(scene, rated);
      if (near === 0) continue;
      const one = { pull: near * verdict, weight: near * Math.abs(verdict) };
      for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), one]);
    }
    if (byKey.size === 0) return () => 0;
    return (song) => {
      const all = new Set(keysOf(song, songKey).flatMap((key) => byKey.get(key) ?? []));
      let [pull, weight] = [0, PRIOR_RATINGS];
      for (const one of all) {
        pull += one.pull;
        weight += one.weight;
      }
      return pull / weight;
    };
  };
}
