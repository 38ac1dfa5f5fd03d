import { expect, it } from 'vitest';
import { ServiceError } from '../../../src/errors.ts';
import type { SceneReading } from '../../../src/model/reading.ts';
import type { Scene } from '../../../src/model/scene.ts';
import { createExplainer } from '../../../src/pipeline/explain/explain.ts';
import { explainPlainly } from '../../../src/pipeline/explain/feature-writer.ts';
import { describeAndExplain } from '../../../src/pipeline/explain/scene-and-words.ts';
import { explainInput, type RankedSong, rankSongs } from '../../../src/pipeline/explain/shortlist.ts';
import type { SceneAndWords, SceneWriter, Writer } from '../../../src/pipeline/ports.ts';
import { loadRankTables } from '../../../src/pipeline/ranking/tables.ts';
import { startRun } from '../../../src/pipeline/run.ts';
import { createSceneReader, type Description } from '../../../src/pipeline/scene/describe-scene.ts';
import { alwaysThere, letterReader, memoryCache, photo } from '../../support/pipeline.ts';
import { aScene, aSong } from '../songs.ts';

const { palette } = photo;
const text = { caption: 'A pier.', palette, feeling: 'calm' };
const description: Description = {
  text,
  reading: null,
  caption: 'A pier. Dim.',
  captionedBy: 'blip',
  palette,
  moods: null,
};
const reading: SceneReading = { ...aScene(0.2, 0.1, ['peaceful'], ['sea']).reading, by: 'gemini' };

const songs = Array.from({ length: 30 }, (_, at) => aSong(`Song ${at}`, 0, 0));
const noVectors = async (texts: readonly string[]) => texts.map(() => Float32Array.of(0));
const first: readonly RankedSong[] = (
  await rankSongs({ ...description, reading }, songs, loadRankTables(), noVectors)
).map((one, at) => ({ ...one, reasons: [`both ${at}`] }));
const plainly = (from: readonly RankedSong[]) =>
  explainPlainly(explainInput({ ...description, reading }, from));

/** `final`: places of the first ranking, in the order of the final one; each scores 0.02 less than the one above it. */
async function ask(words: SceneAndWords['words'] | Error, final = [...first.keys()]) {
  const asked: Parameters<SceneWriter['readAndExplain']>[] = [];
  const sceneWriter: SceneWriter = {
    async readAndExplain(...question) {
      asked.push(question);
      if (words instanceof Error) throw words;
      return { reading, words };
    },
  };
  const neverAsked: Writer = { id: 'gemini', version: '1', explain: () => expect.unreachable() };
  const explainer = createExplainer({ writer: neverAsked, cache: memoryCache() });
  const scenes = createSceneReader(alwaysThere({ readers: [letterReader('gemini'), letterReader()] }));
  const candidates = final.flatMap((at, place): RankedSong[] => {
    const one = first[at];
    return one === undefined ? [] : [{ ...one, score: 0.9 - place * 0.02 }];
  });
  const rankBy = async (scene: Scene) => ({ scene, candidates, read: [], skipped: [] });
  const run = startRun(1000, {});
  const answer = await describeAndExplain(
    description,
    first,
    rankBy,
    { sceneWriter, scenes, explainer },
    run,
  );
  /** What is remembered of the answer, for when the same is asked again. */
  const remembered = async () => [
    await scenes.find(text),
    await explainer.explain(explainInput({ ...description, reading }, candidates), run),
  ];
  return { ...answer, asked, candidates, remembered, scenes };
}

it('asks once, about the two dozen likeliest songs, and ranks by what was read', async () => {
  const { asked, ranked, words, remembered } = await ask({
    best: 0,
    explanation: 'The sea.',
    reasons: ['Waves.'],
  });
  expect(asked.map(([scene, shortlist]) => [scene, shortlist])).toEqual([
    [text, first.slice(0, 24).map(({ song: { title }, reading }) => ({ title, reading }))],
  ]);
  const { text: _, reading: __, ...described } = description;
  expect(ranked?.scene).toEqual({ ...described, reading });
  expect(words).toMatchObject({ explanation: 'The sea.', by: 'gemini', order: [0, 1, 2, 3, 4, 5, 6, 7] });
  expect(await remembered()).toEqual([reading, words]);
});

it('is silent when the model has no answer, so that both questions are asked apart', async () => {
  const { ranked, words, scenes } = await ask(
    new ServiceError('down', { service: 'gemini', retryable: false }),
  );
  expect([ranked, words]).toEqual([undefined, undefined]);
  expect(await scenes.find(text)).toBeNull();
});

it('gives each song its own line, wherever it came to stand, and a plain one where there is none', async () => {
  const final = [3, 29, 0, 1, ...[...first.keys()].filter((at) => ![0, 1, 3, 29].includes(at))];
  const { words, candidates } = await ask(
    { best: 3, explanation: 'The sea.', reasons: ['Zero.', null, 'Two.', 'Three.'] },
    final,
  );
  const { reasons } = await plainly(candidates);
  expect(words?.reasons).toEqual(['Three.', reasons[1], 'Zero.', reasons[3], 'Two.', ...reasons.slice(5)]);
  expect(words?.explanation).toBe('The sea.');
});

it.each([
  ['the winner', 0, [0, 1, 2, 3, 4, 5, 6, 7]],
  ['a song within reach of the first place', 3, [3, 0, 1, 2, 4, 5, 6, 7]],
])('takes an explanation of %s, which then comes first', async (_, best, order) => {
  const { words } = await ask({ best, explanation: 'The sea.', reasons: [] });
  expect(words).toMatchObject({ explanation: 'The sea.', by: 'gemini', order });
});

it.each([
  ['of a song too far behind', 4],
  ['of a song that is not among the best', 20],
  ['of a song it was not given', 24],
])('explains plainly what the model explained %s', async (_, best) => {
  const { words, candidates, remembered } = await ask({ best, explanation: 'The sea.', reasons: ['Zero.'] });
  const { explanation, reasons } = await plainly(candidates);
  expect(words).toEqual({
    explanation,
    reasons: ['Zero.', ...reasons.slice(1)],
    order: null,
    by: 'features',
  });
  expect(await remembered()).toEqual([reading, words]);
});

it('keeps the order of the ranking where the model wrote no words', async () => {
  const { words, candidates } = await ask(null);
  expect(words).toEqual({ ...(await plainly(candidates)), by: 'features' });
});
