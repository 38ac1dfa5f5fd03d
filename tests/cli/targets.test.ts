/** What the weights promise, on the evaluation kit where it is at hand: with no model at all. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runEvaluate } from '../../src/cli/evaluate/evaluate.ts';
import { readTextWith } from '../../src/cli/evaluate/inputs.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { createLexiconEmbedder } from '../../src/readers/lexicon/embedder.ts';
import { createWordReader } from '../../src/readers/lexicon/read-words.ts';

const dir = resolve(import.meta.dirname, '../../../shared/eval/dev');

describe.skipIf(!existsSync(dir))('the evaluation kit', () => {
  it.each([
    ['readings', { pairwise_valence: 0.86, right_at_1: 0.93, ndcg10: 0.87, distinct_winners: 0.45 }],
    ['texts', { pairwise_valence: 0.8, right_at_1: 0.82, ndcg10: 0.76, distinct_winners: 0.42 }],
  ] as const)('is ranked as well as promised from %s', async (inputs, floors) => {
    const { rows } = await runEvaluate({
      dir,
      inputs,
      ranker: 'features',
      embedder: createLexiconEmbedder(),
      tables: loadRankTables(),
      readText: readTextWith(createWordReader()),
    });
    const measures = rows.find(({ size }) => size === 50)?.measures.features;
    for (const [name, floor] of Object.entries(floors)) {
      expect(new Map(Object.entries(measures ?? {})).get(name), name).toBeGreaterThanOrEqual(floor);
    }
  });
});
