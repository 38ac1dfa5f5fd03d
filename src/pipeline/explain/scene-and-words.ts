/**
 * Every song is known and only the photo is new: one question reads the moment and explains the answer. What the
 * words list makes of the moment gives the songs that may come first; the ranking itself is made with what the
 * model read.
 */

import type { Scene } from '../../model/scene.ts';
import type { SceneAndWords, SceneWriter } from '../ports.ts';
import type { Standing } from '../rankings.ts';
import type { Run } from '../run.ts';
import { type Description, type SceneReader, toScene } from '../scene/describe-scene.ts';
import { doneBy } from '../time-plan.ts';
import { type Candidate, explainInput, reordered } from './candidates.ts';
import { type Explainer, secondLook, type Told } from './explain.ts';

/** Who answers the question, and where the answer is kept. */
export type SceneAndWordsSteps = {
  sceneWriter: SceneWriter;
  scenes: SceneReader;
  explainer: Explainer;
};

export type Explained = { standing: Standing; words: Told };

/** So many of a first ranking may come first in the final one. */
const shortlisted = 24;

/**
 * The words for the final order, if they are about its winner: a near second that the model prefers may become one.
 * The reasons stay true wherever their songs stand.
 */
async function wordsFor(
  { scene, candidates }: Standing,
  shortlist: readonly Candidate[],
  { words }: SceneAndWords,
  steps: SceneAndWordsSteps,
): Promise<Told> {
  const input = explainInput(scene, candidates);
  const plain = await steps.explainer.plainly(input);
  const places = new Map(shortlist.map(({ ranked }, place) => [ranked.index, place]));
  const reasons = candidates.slice(0, input.top.length).map(({ ranked }, at) => {
    const place = places.get(ranked.index);
    return (place === undefined ? null : words?.reasons[place]) ?? plain.reasons[at] ?? null;
  });
  const told: Told = { ...plain, reasons };
  if (words !== null) {
    const best = shortlist[words.best]?.ranked.index;
    const top = candidates.slice(0, reordered);
    const at = top.findIndex(({ ranked }) => ranked.index === best);
    const order = [at, ...top.keys()].filter((place, turn) => turn === 0 || place !== at);
    const scores = top.map(({ ranked }) => ranked.score);
    if (at >= 0 && secondLook(order, scores)[0] === at) {
      Object.assign(told, { explanation: words.explanation, order, by: 'gemini' });
    }
  }
  await steps.explainer.keep(input, told);
  return told;
}

/** Null when the one question had no answer: reader and writer are asked each for themselves then. */
export async function describeAndExplain(
  described: Description,
  first: readonly Candidate[],
  rankBy: (scene: Scene) => Promise<Standing>,
  steps: SceneAndWordsSteps,
  run: Run,
): Promise<Explained | null> {
  const shortlist = first.slice(0, shortlisted);
  const songs = shortlist.map(({ song: { song, reading } }) => ({ title: song.title, reading }));
  const answer = await run.orElse<SceneAndWords | null>(
    () => steps.sceneWriter.readAndExplain(described.text, songs, run.until(doneBy.sceneAndWords)),
    () => null,
  );
  if (answer === null) return null;
  await steps.scenes.keep(described.text, answer.reading);
  const standing = await rankBy(toScene(described, answer.reading));
  return { standing, words: await wordsFor(standing, shortlist, answer, steps) };
}
