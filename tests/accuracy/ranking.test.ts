/** How good the ranking is without any model: the floors lie a little below what was measured. */
import { describe, expect, it } from 'vitest';
import { runEvaluate } from '../../src/cli/evaluate/evaluate.ts';
import { readTextWith } from '../../src/cli/evaluate/inputs.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { createWordReader } from '../../src/readers/lexicon/read-words.ts';
import { createLexiconEmbedder } from '../../src/readers/lexicon/reader.ts';
import { kitFolder } from './kit.ts';

describe('the ranking of 50 songs for each of 60 scenes', () => {
  it.each([
    ['readings', { pairwise_valence: 0.9, right_at_1: 0.93, ndcg10: 0.88, distinct_winners: 0.55 }],
    ['texts', { pairwise_valence: 0.87, right_at_1: 0.88, ndcg10: 0.84, distinct_winners: 0.52 }],
  ] as const)('is right as often as it was, from %s', async (inputs, floors) => {
    const { rows } = await runEvaluate({
      dir: kitFolder,
      inputs,
      ranker: 'features',
      embedder: createLexiconEmbedder(),
      tables: loadRankTables(),
      readText: readTextWith(createWordReader()),
    });
    const measures = new Map(Object.entries(rows.find(({ size }) => size === 50)?.measures.features ?? {}));
    for (const [name, floor] of Object.entries(floors)) {
      expect(measures.get(name), name).toBeGreaterThanOrEqual(floor);
    }
  });
});
