/** A ranking and a person's words → another ranking, at once: nothing is read or looked up again. */

import type { Ranking } from '../../model/ranking.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Scene } from '../../model/scene.ts';
import { explainPlainly } from '../explain/explain.ts';
import { explainInput, rankSongs, toMatches } from '../explain/shortlist.ts';
import type { EmbedderOpener, Reader, ReadWish, Wish, Writer } from '../ports.ts';
import { createRunVectors } from '../ranking/run-vectors.ts';
import type { RankTables, Weights } from '../ranking/tables.ts';
import type { RunOptions } from '../request.ts';
import { type Run, startRun } from '../run.ts';
import { withLessStory } from '../taste/taste.ts';
import { doneBy, refineMs } from '../time-plan.ts';
import { type RefineState, refineState } from './refine-state.ts';
import { tellDifference } from './wish-told.ts';

export type RefinePorts = {
  /** Best first; the last one is always there. */
  embedders: readonly EmbedderOpener[];
  tables: RankTables;
  readWish: ReadWish;
  /** Reads words the lexicon does not know; null: those change nothing. */
  reader: Reader | null;
  /** Only the last one is asked, which never fails: a person waits. */
  writers: readonly Writer[];
  /** A refinement is over after so many milliseconds, whatever the reader does. Default 8 s. */
  budgetMs?: number;
};

export type RefineRequest = {
  state: RefineState;
  /** The person's free words, as they came. */
  words: string;
  /** As the person's taste bends them; the ranker's own without. */
  weights?: Weights | undefined;
};

export type Refined = {
  /** Its `wish` holds the words and what was understood of them. */
  ranking: Ranking;
  /** To be kept with the new result, so that it can be refined again. */
  state: RefineState;
  understood: string;
  /** False when nothing was understood: the ranking is as it was, and a new answer would be noise. */
  isUnderstood: boolean;
};

export type Refine = (request: RefineRequest, options?: RunOptions) => Promise<Refined>;

/** With so much of the words known, nobody else is asked. */
const PLAIN = 0.6;
/** Who says what they want gets what fits it, before what tells the better story. */
const STORY_KEPT = 0.3;
/** Words kept; the oldest go first. */
const MOST_WISHES = 10;

/** The reader's view of all that was wished so far, where the lexicon understood little of it. */
async function reread(
  state: RefineState,
  wish: Wish,
  words: string,
  ports: RefinePorts,
  run: Run,
): Promise<Wish> {
  const { reader } = ports;
  if (reader === null || wish.coverage >= PLAIN || words.trim() === '') return wish;
  const { caption, palette, reading: before } = state.scene;
  const feeling = [...state.wishes, words].join('; ').slice(-1000);
  const reading = await run.orElse<SceneReading | null>(
    () => reader.readScene({ caption, palette, feeling }, run.until(doneBy.wish)),
    () => null,
  );
  const understood = reading === null ? null : tellDifference(before, reading);
  if (reading === null || understood === null) return wish;
  return { ...wish, reading, understood, isUnderstood: true };
}

const union = <T>(one: readonly T[], other: readonly T[]): T[] => [...new Set([...one, ...other])];

/** Where the person says what it feels like, what an image model saw there has no say any more. */
function wishedScene(scene: RefineState['scene'], reading: SceneReading): Scene {
  const { valence, energy } = scene.reading;
  const isMoved = reading.valence !== valence || reading.energy !== energy;
  const moods = scene.moods === null || isMoved ? null : scene.moods;
  return { ...scene, reading, moods };
}

/** Builds the step. Wishes add up: each starts from the scene as the ones before it left it. */
export function createRefine(ports: RefinePorts): Refine {
  return async ({ state, words, weights = ports.tables.weights }, options = {}) => {
    const run = startRun(ports.budgetMs ?? refineMs, options);
    const wish = await reread(state, await ports.readWish(state.scene.reading, words), words, ports, run);
    const avoid = {
      moods: union(state.avoid.moods, wish.avoid.moods).filter((mood) => !wish.reading.moods.includes(mood)),
      themes: union(state.avoid.themes, wish.avoid.themes).filter(
        (theme) => !wish.reading.themes.includes(theme),
      ),
    };
    const scene = wishedScene(state.scene, wish.reading);
    const songs = state.songs.map(({ song, reading }) => ({
      song: { ...song, audio: null, reading: null },
      reading,
    }));
    const isSteered = wish.isUnderstood || state.wishes.length > 0;
    const steered = isSteered ? withLessStory(weights, STORY_KEPT) : weights;
    const bent = { ...ports.tables, weights: steered, avoid };
    const vectors = createRunVectors(ports.embedders, run);
    const candidates = await rankSongs(scene, songs, bent, vectors.soon);
    const told = await explainPlainly(explainInput(scene, candidates), ports);
    options.signal?.throwIfAborted();
    const { understood, isUnderstood } = wish;
    const ranking: Ranking = {
      scene,
      playlist: state.playlist,
      matches: await toMatches(candidates, told),
      explanation: told.explanation,
      explainedBy: told.by,
      skipped: state.skipped,
      notices: [...state.notices, ...run.notices()],
      weightsVersion: weights.version,
      wish: { words, understood, avoid },
    };
    const wishes = isUnderstood ? [...state.wishes, words.slice(0, 1000)].slice(-MOST_WISHES) : state.wishes;
    return { ranking, state: { ...refineState(ranking), wishes }, understood, isUnderstood };
  };
}
