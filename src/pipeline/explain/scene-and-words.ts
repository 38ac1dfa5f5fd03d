/**
 * Every song is known and only the photo is new: one question reads the moment and explains the answer. What the
 * words list makes of the moment gives the songs that may come first; the ranking itself is made with what the
 * model read.
 */

import type { Scene } from '../../model/scene.ts';
import type { Standing } from '../compose.ts';
import type { SceneAndWords, SceneWriter } from '../ports.ts';
import type { Run } from '../run.ts';
import { type DescribePorts, rememberSceneReading, type Seen, sceneOf } from '../scene/describe-scene.ts';
import { type Candidate, explainInput, reordered } from './candidates.ts';
import { type ExplainPorts, explainPlainly, rememberWords, secondLook, type Told } from './explain.ts';

export type SceneAndWordsPorts = DescribePorts & ExplainPorts & { sceneWriter: SceneWriter };

export type Explained = { standing: Standing; words: Told };

/** So many of a first ranking may come first in the final one. */
const shortlisted = 24;
/** Share of the run's time by which the answer is there. */
const answeredBy = 0.7;

/**
 * The words for the final order, if they are about its winner: a near second that the model prefers may become one.
 * The reasons stay true wherever their songs stand.
 */
async function wordsFor(
  { scene, candidates }: Standing,
  shortlist: readonly Candidate[],
  { words }: SceneAndWords,
  ports: ExplainPorts,
): Promise<Told> {
  const input = explainInput(scene, candidates);
  const plain = await explainPlainly(input, ports);
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
  await rememberWords(input, told, ports);
  return told;
}

/** Null when the one question had no answer: reader and writer are asked each for themselves then. */
export async function describeAndExplain(
  seen: Seen,
  first: readonly Candidate[],
  rankBy: (scene: Scene) => Promise<Standing>,
  ports: SceneAndWordsPorts,
  run: Run,
): Promise<Explained | null> {
  const shortlist = first.slice(0, shortlisted);
  const songs = shortlist.map(({ song: { song, reading } }) => ({ title: song.title, reading }));
  const answer = await run.orElse<SceneAndWords | null>(
    () => ports.sceneWriter.readAndExplain(seen.text, songs, run.until(answeredBy)),
    () => null,
  );
  if (answer === null) return null;
  await rememberSceneReading(seen.text, answer.reading, ports);
  const standing = await rankBy(sceneOf(seen, answer.reading));
  return { standing, words: await wordsFor(standing, shortlist, answer, ports) };
}
