/** `scenescore evaluate`. */
import type { App } from '../../app/app.ts';
import { ServiceError, UserError } from '../../errors.ts';
import type { SceneReading } from '../../model/reading.ts';
import type { Embedder } from '../../pipeline/ports.ts';
import { startRun } from '../../pipeline/run.ts';
import { createSceneReader, toScene } from '../../pipeline/scene/describe-scene.ts';
import { createSongReader } from '../../pipeline/songs/read-songs.ts';
import { createWordReader } from '../../readers/lexicon/read-words.ts';
import { type Out, printAnswer, readPhotoFile } from '../out.ts';
import { runEvaluate } from './evaluate.ts';
import { type Inputs, type KitReaders, readTextWith } from './inputs.ts';
import { evaluationJson, evaluationTable } from './table.ts';

export type EvaluateArguments = { dir: string; inputs: string; ranker: string; out?: string; json?: boolean };

const inputKinds: readonly Inputs[] = ['readings', 'texts', 'photos'];
const rankers = ['features', 'cosine'] as const;

/** Nobody is waiting for the answer. */
const budgetMs = 30 * 60_000;

/** Songs are read for all scenes alike. */
const anyScene: SceneReading = { summary: '', valence: 0, energy: 0, moods: [], themes: [], by: 'lexicon' };

function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UserError('bad-option', `--${name} must be one of ${known.join(', ')}; you gave ${value}.`);
}

/** Texts are read by the lexicon alone, so that the figures mean the same on every machine. */
function kitReaders({ ports }: App): KitReaders {
  const scenes = createSceneReader(ports);
  const reader = createSongReader(ports);
  return {
    readText: readTextWith(createWordReader()),
    async describePhoto(path) {
      const run = startRun(budgetMs, {});
      const photo = await scenes.admit(await readPhotoFile(path), run);
      const description = await scenes.describe(photo, { feeling: '' }, run);
      return toScene(description, await scenes.read(description.text, run));
    },
    readSongs: async (songs) => reader.read(await reader.load(songs), anyScene, startRun(budgetMs, {})),
  };
}

/** The first embedder that opens; the last one always does. */
async function openBest({ ports: { embedders } }: App): Promise<Embedder> {
  for (const open of embedders.slice(0, -1)) {
    const embedder = await open().catch((error: unknown) => {
      if (error instanceof ServiceError) return null;
      throw error;
    });
    if (embedder !== null) return embedder;
  }
  const alwaysThere = await embedders.at(-1)?.();
  if (alwaysThere === undefined) throw new Error('no embedder is configured');
  return alwaysThere;
}

export async function evaluateCommand(app: App, options: EvaluateArguments, out: Out): Promise<void> {
  const inputs = oneOf('inputs', options.inputs, inputKinds);
  const ranker = oneOf('ranker', options.ranker, rankers);
  const result = await runEvaluate({
    ...kitReaders(app),
    dir: options.dir,
    inputs,
    ranker,
    embedder: await openBest(app),
    tables: app.ports.tables,
    out: options.out,
  });
  printAnswer(out, options.json, evaluationJson(result), () => evaluationTable(result));
}
