/**
 * Vectors of true weights, where they are: all-MiniLM-L6-v2 in MODELS_DIR (`scripts/reference/minilm.py` puts both of its forms
 * there), and the word vectors that come with the evaluation kit.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { runEvaluate } from '../../src/cli/evaluate/evaluate.ts';
import { createModels } from '../../src/models/models.ts';
import { createHttp } from '../../src/net/http.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { createWordReader } from '../../src/readers/lexicon/read-words.ts';
import { kitFolder } from '../accuracy/kit.ts';

const project = resolve(import.meta.dirname, '../..');
const modelsDir = process.env.MODELS_DIR ?? join(project, 'data/models');
const kitModels = resolve(project, '../shared/models');

const isThere = (folder: string, id: string): boolean => existsSync(join(folder, id, 'config.json'));

/** An embedder of a folder of models. */
function open(folder: string, id: string) {
  const models = createModels({
    modelsDir: folder,
    hfEndpoint: 'http://127.0.0.1:9',
    offline: true,
    idleMinutes: 1,
    http: createHttp({ userAgent: 'test' }),
  });
  onTestFinished(() => models.close());
  return models.openEmbedder(id);
}

const cosine = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): number =>
  a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);

/** Texts, and their vectors by sentence-transformers. */
function readReference(dimensions: number): { texts: string[]; vectors: Float32Array[] } {
  const { texts, vectors } = z
    .object({ texts: z.array(z.string()), vectors: z.base64() })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'reference/minilm.json'), 'utf8')));
  const bytes = Buffer.from(vectors, 'base64');
  const at = (row: number, column: number): number =>
    bytes.readInt16LE(2 * (row * dimensions + column)) / 32_767;
  return {
    texts,
    vectors: texts.map((_, row) => Float32Array.from({ length: dimensions }, (_, column) => at(row, column))),
  };
}

describe.each([
  ['all-MiniLM-L6-v2-fp32', 0.9999, 0.9999],
  ['Xenova/all-MiniLM-L6-v2', 0.98, 0.95],
])('%s', (id, usual, lowest) => {
  it.skipIf(!isThere(modelsDir, id))('agrees with sentence-transformers', async () => {
    const embedder = await open(modelsDir, id);
    const { texts, vectors } = readReference(embedder.space.dimensions);
    const ours = await embedder.embed(texts);
    const cosines = ours.map((vector, row) => cosine(vector, vectors[row])).sort((a, b) => a - b);
    expect(cosines[0]).toBeGreaterThan(lowest);
    expect(cosines[cosines.length >> 1]).toBeGreaterThan(usual);
  });

  it.skipIf(!isThere(modelsDir, id))('ranks the kit as README says', async () => {
    const { rows } = await runEvaluate({
      dir: kitFolder,
      known: { scenes: 'reading', songs: 'reading' },
      ranker: 'cosine',
      embedder: await open(modelsDir, id),
      tables: loadRankTables(),
      words: createWordReader(),
    });
    const measures = rows.find(({ size }) => size === 50)?.measures;
    expect(measures?.features.pairwise_valence).toBeGreaterThan(0.9);
    expect(measures?.features.right_at_1).toBeGreaterThan(0.94);
    // The first prototype's way: captions and summaries say what is there, not how it feels.
    expect(measures?.cosine?.pairwise_valence).toBeLessThan(0.62);
    expect(measures?.cosine?.right_at_1).toBeLessThan(0.7);
  });
});

describe('true word vectors', () => {
  it.skipIf(!isThere(kitModels, 'glove-100d-8k'))('put like near like', async () => {
    const embedder = await open(kitModels, 'glove-100d-8k');
    expect(embedder.space.dimensions).toBe(100);
    const [happy, joyful, garbage, unknown] = await embedder.embed(['happy', 'joyful', 'garbage', 'xqzzyv']);
    expect(cosine(happy, joyful)).toBeGreaterThan(0.5);
    expect(cosine(happy, garbage)).toBeLessThan(0.3);
    expect(cosine(unknown, unknown)).toBe(0);
  });
});
