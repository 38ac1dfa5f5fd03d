/** A ranking and a person's words → another ranking, at once: nothing is read or looked up again. */

import { UserError } from '../../errors.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Avoid, Ranking, RefineState } from '../../model/ranking.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Scene } from '../../model/scene.ts';
import type { Sentence } from '../../model/sentence.ts';
import { explainPlainly } from '../explain/feature-writer.ts';
import { explainInput, rankSongs, toMatches } from '../explain/shortlist.ts';
import { aboutDescription, aboutOrder, sceneUnread, tookThatAs } from '../notices.ts';
import { type PipelinePorts, personalTables } from '../pipeline-ports.ts';
import type { Reader, Wish } from '../ports.ts';
import { nothingAvoided } from '../ranking/avoid.ts';
import { createRunVectors } from '../ranking/run-vectors.ts';
import type { MatchRequest, RunOptions } from '../request.ts';
import { type Run, startRun } from '../run.ts';
import { asSentence, fullCaption, toScene } from '../scene/describe-scene.ts';
import { createSharedReaders } from '../shared-readers.ts';
import type { NamedSong } from '../taste/song-ratings.ts';
import { withLessStory } from '../taste/taste.ts';
import { doneBy, refineMs } from '../time-plan.ts';

/** With the taste of the person who refines. */
export type RefineRequest = Pick<MatchRequest, 'weights' | 'ratings'> & {
  state: RefineState;
  /** The person's free words, as they came; empty when they only say what is in the photo. */
  words: string;
  /** What is in the photo, as the person says: it's read in place of what was known of it. */
  said?: string | undefined;
  /** The songs of the answer that is refined, its winner first: they count as shown. */
  shown?: readonly NamedSong[];
  leaveOut?: LeaveOut | undefined;
};

/** Songs that are left out from now on: all that were shown so far, or those of the winner's artists. */
export const leaveOuts = ['shown', 'artist'] as const;
type LeaveOut = (typeof leaveOuts)[number];

type Refined = {
  /** Its `wish` holds the words and what was understood of them. */
  ranking: Ranking;
  /** To be kept with the new result, so that it can be refined again. */
  state: RefineState;
  understood: Sentence;
  /** False when nothing was understood: the ranking is as it was, and a new answer would be noise. */
  isUnderstood: boolean;
};

export type Refine = (request: RefineRequest, options?: RunOptions) => Promise<Refined>;

/** With this share of the words understood, no reader is asked. */
const enoughUnderstood = 0.6;
/** People who say what they want get what fits it, before what tells the better story. */
const storyKept = 0.3;
/** Words kept; the oldest go first. */
const mostWishes = 10;
/** Characters of them that are read again, as many as readers take. */
const mostFeeling = 600;
/** Keys of shown songs kept; the oldest go first. */
const mostShown = 500;
/** Songs kept: no wish lifts the worst of a long list to the top. */
const mostSongs = 2000;

/** A language model may have read into a scene what is not wanted: only another wish brings that back. */
function without<T extends Pick<SceneReading, 'moods' | 'themes'>>(reading: T, avoid: Avoid): T {
  const moods = reading.moods.filter((mood) => !avoid.moods.includes(mood));
  return { ...reading, moods, themes: reading.themes.filter((theme) => !avoid.themes.includes(theme)) };
}

/** What is kept of a ranking. */
export function refineState({ scene, wish, matches, playlist, skipped, notices }: Ranking): RefineState {
  const { avoid = nothingAvoided } = wish ?? {};
  return {
    scene: { ...scene, reading: without(scene.reading, avoid) },
    songs: matches
      .slice(0, mostSongs)
      .map(({ song: { audio: _, heard: _sound, subsonicId: _id, reading: _own, ...song }, reading }) => ({
        song,
        reading,
      })),
    playlist,
    skipped: skipped.slice(0, mostSongs),
    notices,
    wishes: wish === undefined ? [] : [wish.words],
    avoid,
    shown: [],
  };
}

/** The latest wishes, each whole: half of "no love songs" would ask for them. */
function latest(wishes: readonly string[]): string {
  const [newest = '', ...older] = wishes.toReversed();
  let kept = newest.slice(0, mostFeeling);
  for (const wish of older) {
    const more = `${wish}; ${kept}`;
    if (more.length > mostFeeling) break;
    kept = more;
  }
  return kept;
}

/** The reader's view of all that was wished so far, where the lexicon understood little of it. */
async function reread(state: RefineState, wish: Wish, words: string, reader: Reader | null, run: Run) {
  if (reader === null || wish.coverage >= enoughUnderstood || words.trim() === '') return wish;
  const { caption, palette, reading: before } = state.scene;
  const feeling = latest([...state.wishes, words]);
  const reading = await run.orElse<SceneReading | null>(
    async () =>
      without(await reader.readScene({ caption, palette, feeling }, run.until(doneBy.wish)), state.avoid),
    (failure) => {
      run.addNotice(sceneUnread(failure));
      return null;
    },
  );
  const understood = reading === null ? null : tookThatAs(before, reading);
  if (reading === null || understood === null) return wish;
  return { ...wish, reading, understood, isUnderstood: true };
}

/** Everything avoided so far, but for what the scene is to be now. */
function avoidedNow(before: Avoid, { avoid, reading }: Wish): Avoid {
  const union = <T>(one: readonly T[], other: readonly T[], but: readonly T[]): T[] =>
    [...new Set([...one, ...other])].filter((value) => !but.includes(value));
  return {
    moods: union(before.moods, avoid.moods, reading.moods),
    themes: union(before.themes, avoid.themes, reading.themes),
  };
}

/**
 * What is left to choose from. A remaster is the song that was shown; the winner goes with its artists, also where
 * nobody knows them. Throws a `UserError` when nothing is left.
 */
function narrowed(
  state: RefineState,
  { shown: now = [], leaveOut }: Pick<RefineRequest, 'shown' | 'leaveOut'>,
  { songKey, isSameArtist }: Pick<PipelinePorts, 'songKey' | 'isSameArtist'>,
): RefineState {
  const keyOf = (song: NamedSong): string => songKey({ ...song, isrc: null });
  const keys = now.map(keyOf);
  const shown = new Set([...state.shown, ...keys].slice(-mostShown));
  const next = { ...state, shown: [...shown] };
  if (leaveOut === undefined) return next;
  const artists = now[0]?.artists ?? [];
  const isLeftOut = (song: NamedSong): boolean =>
    leaveOut === 'shown'
      ? shown.has(keyOf(song))
      : keyOf(song) === keys[0] || isSameArtist(song.artists, artists);
  const songs = state.songs.filter(({ song }) => !isLeftOut(song));
  if (songs.length === 0) throw new UserError('no-songs-left', sentences.refine.noneLeft);
  return { ...next, songs };
}

/** What was understood, and which songs were left out. */
function understoodWith({ understood, isUnderstood }: Wish, words: string, leaveOut: LeaveOut | undefined) {
  if (leaveOut === undefined) return understood;
  const { otherSongs, otherArtists, lostWords } = sentences.refine;
  const ofWords = isUnderstood ? understood : words.trim() === '' ? '' : lostWords;
  return leaveOut === 'shown' ? otherSongs(ofWords) : otherArtists(ofWords);
}

/** Where the person says what it feels like, what an image model saw doesn't count any more. */
function wishedScene(scene: Scene, reading: SceneReading): Scene {
  const { valence, energy } = scene.reading;
  const isMoved = reading.valence !== valence || reading.energy !== energy;
  return { ...scene, reading, moods: isMoved ? null : scene.moods };
}

/** Builds the step. Wishes add up: each starts from the scene as the ones before it left it. */
export function createRefine(ports: PipelinePorts, { scenes } = createSharedReaders(ports)): Refine {
  // The last one has read the words already; without a better one, what it doesn't know changes nothing.
  const reader = ports.readers.length > 1 ? (ports.readers[0] ?? null) : null;

  /** The state with the scene as the person describes it, and as they wished it so far. */
  async function described(state: RefineState, said: string, run: Run): Promise<RefineState> {
    const { palette } = state.scene;
    const feeling = latest(state.wishes);
    // A corrected caption may still hold what was said of the colours.
    const text = said.replace(fullCaption('', palette), ' ').replace(palette.description, ' ');
    const described = { caption: asSentence(text), palette, feeling };
    const read = await scenes.read({ text: described, reading: null }, run);
    const reading = without(read, state.avoid);
    const scene = { caption: fullCaption(text, palette), captionedBy: 'words', palette };
    return {
      ...state,
      scene: toScene({ ...scene, text: described, reading: null, moods: state.scene.moods }, reading),
      notices: state.notices.filter(({ code }) => !aboutDescription.includes(code)),
    };
  }

  return async ({ state: kept, words, said, shown, leaveOut, ...taste }, options = {}) => {
    const run = startRun(refineMs, options);
    const personal = personalTables(ports, taste);
    const left = narrowed(kept, { shown, leaveOut }, ports);
    const state = said === undefined ? left : await described(left, said, run);
    const read = await ports.readWish(state.scene.reading, words);
    const wish = await reread(state, read, words, reader, run);
    const understood = understoodWith(wish, words, leaveOut);
    const avoid = avoidedNow(state.avoid, wish);
    const scene = wishedScene(state.scene, wish.reading);
    const songs = state.songs.map(({ song, reading }) => ({
      song: { ...song, audio: null, reading: null },
      reading,
    }));
    const isSteered = wish.isUnderstood || state.wishes.length > 0;
    const weights = isSteered ? withLessStory(personal.weights, storyKept) : personal.weights;
    const tables = { ...personal, weights, avoid };
    const vectors = createRunVectors(ports.embedders, run);
    const candidates = await rankSongs(scene, songs, tables, vectors.soon);
    const written = explainPlainly(explainInput(scene, candidates));
    options.signal?.throwIfAborted();
    const outdated = new Set([...aboutOrder, ...run.notices().map(({ code }) => code)]);
    const ranking: Ranking = {
      scene,
      playlist: state.playlist,
      matches: await toMatches(candidates, written),
      explanation: written.explanation,
      explainedBy: written.by,
      skipped: state.skipped,
      notices: [...state.notices.filter(({ code }) => !outdated.has(code)), ...run.notices()],
      weightsVersion: weights.version,
      ...(words.trim() === '' && leaveOut === undefined ? {} : { wish: { words, understood, avoid } }),
    };
    const wishes = wish.isUnderstood
      ? [...state.wishes, words.slice(0, mostFeeling)].slice(-mostWishes)
      : state.wishes;
    const isUnderstood = wish.isUnderstood || said !== undefined || leaveOut !== undefined;
    const next = { ...refineState(ranking), wishes, avoid, shown: state.shown };
    return { ranking, state: next, understood, isUnderstood };
  };
}
