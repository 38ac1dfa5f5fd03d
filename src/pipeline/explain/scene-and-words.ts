/**
 * When every song is known and only the photo is new, one question to the model reads the photo and explains the
 * answer. The songs it may name come from a first ranking by the lexicon's reading of the photo; the final ranking
 * uses what the model read.
 */

import type { Scene } from '../../model/scene.ts';
import type { SceneAndWords, SceneWriter } from '../ports.ts';
import type { RankedScene } from '../rankings.ts';
import type { Run } from '../run.ts';
import { type Description, type SceneReader, toScene } from '../scene/describe-scene.ts';
import { doneBy } from '../time-plan.ts';
import { type Explainer, mostReordered, secondLook, type WrittenWords } from './explain.ts';
import { explainPlainly } from './feature-writer.ts';
import { explainInput, type RankedSong } from './shortlist.ts';

export type Explained = { ranked: RankedScene; words: WrittenWords };

/** How many songs of the first ranking may come first in the final one. */
const mostShortlisted = 24;

/**
 * The words for the final order. The explanation is used if it is about the winner, or about a song that may still
 * become it by a second look; a line of reason stays true wherever its song stands.
 */
async function wordsFor(
  { scene, candidates: songs }: RankedScene,
  shortlist: readonly RankedSong[],
  words: SceneAndWords['words'],
  explainer: Explainer,
  run: Pick<Run, 'language'>,
): Promise<WrittenWords> {
  const input = explainInput(scene, songs);
  const plain = explainPlainly(input);
  const placeOf = new Map(shortlist.map(({ index }, at) => [index, at]));
  const places = plain.reasons.map((_, at) => placeOf.get(songs[at]?.index ?? -1) ?? -1);
  const reasons = plain.reasons.map((reason, at) => words?.reasons[places[at] ?? -1] ?? reason);
  const { vibes } = words ?? {};
  const written: WrittenWords = { ...plain, reasons };
  if (vibes !== undefined) written.vibes = places.map((place) => vibes[place] ?? null);
  if (words !== null) {
    const top = songs.slice(0, mostReordered);
    const best = top.findIndex(({ index }) => index === shortlist[words.best]?.index);
    const order = [best, ...[...top.keys()].filter((at) => at !== best)];
    const scores = top.map(({ score }) => score);
    if (secondLook(order, scores)[0] === best) {
      Object.assign(written, { explanation: words.explanation, order, by: 'gemini' });
    }
  }
  await explainer.keep(input, written, run);
  return written;
}

/** Null when the model had no answer: then reader and writer are asked separately. */
export async function describeAndExplain(
  description: Description,
  first: readonly RankedSong[],
  rankBy: (scene: Scene) => Promise<RankedScene>,
  { sceneWriter, scenes, explainer }: { sceneWriter: SceneWriter; scenes: SceneReader; explainer: Explainer },
  run: Run,
): Promise<Explained | null> {
  const shortlist = first.slice(0, mostShortlisted);
  const songs = shortlist.map(({ song: { title }, reading }) => ({ title, reading }));
  const answer = await run.orElse<SceneAndWords | null>(
    () => sceneWriter.readAndExplain(description.text, songs, run.until(doneBy.sceneAndWords)),
    () => null,
  );
  if (answer === null) return null;
  await scenes.keep(description.text, answer.reading);
  const ranked = await rankBy(toScene(description, answer.reading));
  return { ranked, words: await wordsFor(ranked, shortlist, answer.words, explainer, run) };
}
