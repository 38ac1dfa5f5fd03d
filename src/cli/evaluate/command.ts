/** `scenescore evaluate`. */
import type { App } from '../../app/app.ts';
import { ServiceError, UserError } from '../../errors.ts';
import { unreadScene } from '../../model/reading.ts';
import type { Embedder } from '../../pipeline/ports.ts';
import { startRun } from '../../pipeline/run.ts';
import { createSceneReader, toScene } from '../../pipeline/scene/describe-scene.ts';
import { createSongReader } from '../../pipeline/songs/read-songs.ts';
import { createWordReader } from '../../readers/lexicon/read-words.ts';
import { type Out, printAnswer, readPhotoFile } from '../out.ts';
import { runEvaluate, runStates } from './evaluate.ts';
import { type KitReaders, type Known, SCENES, SONGS } from './inputs.ts';
import { evaluationJson, evaluationTable, statesTable } from './table.ts';

export type EvaluateArguments = {
  dir: string;
  /** A short form of `scene` and `songs`, which go before it. */
  inputs: string;
  scene?: string;
  songs?: string;
  states?: boolean;
  ranker: string;
  out?: string;
  json?: boolean;
};

const INPUTS: Record<string, Known> = {
  readings: { scenes: 'reading', songs: 'reading' },
  texts: { scenes: 'caption', songs: 'summary' },
  photos: { scenes: 'photo', songs: 'playlist' },
};
const rankers = ['features', 'cosine'] as const;

/** Nobody is waiting for the answer. */
const budgetMs = 30 * 60_000;

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
    words: createWordReader(),
    async readPalette(path) {
      const photo = await scenes.admit(await readPhotoFile(path), startRun(budgetMs, {}));
      return photo.palette;
    },
    async describePhoto(path) {
      const run = startRun(budgetMs, {});
      const photo = await scenes.admit(await readPhotoFile(path), run);
      const description = await scenes.describe(photo, { feeling: '' }, run);
      return toScene(description, await scenes.read(description, run));
    },
    readSongs: async (songs) => reader.read(await reader.load(songs), unreadScene, startRun(budgetMs, {})),
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
  const inputs = INPUTS[oneOf('inputs', options.inputs, Object.keys(INPUTS))];
  const ranker = oneOf('ranker', options.ranker, rankers);
  const scenes = oneOf('scene', options.scene ?? inputs?.scenes ?? 'reading', SCENES);
  const songs = oneOf('songs', options.songs ?? inputs?.songs ?? 'reading', SONGS);
  const work = {
    ...kitReaders(app),
    dir: options.dir,
    ranker,
    embedder: await openBest(app),
    tables: app.ports.tables,
    out: options.out,
  };
  if (options.states === true) {
    const results = await runStates(work);
    printAnswer(out, options.json, results.map(evaluationJson), () => statesTable(results));
    return;
  }
  const result = await runEvaluate({ ...work, known: { scenes, songs } });
  printAnswer(out, options.json, evaluationJson(result), () => evaluationTable(result));
}
