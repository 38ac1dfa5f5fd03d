/** How good the ranking is without any model: the floors lie a little below what was measured. */
import { describe, expect, it } from 'vitest';
import { runEvaluate } from '../../src/cli/evaluate/evaluate.ts';
import type { Known } from '../../src/cli/evaluate/inputs.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { createWordReader } from '../../src/readers/lexicon/read-words.ts';
import { createLexiconEmbedder } from '../../src/readers/lexicon/reader.ts';
import { kitFolder } from './kit.ts';

async function evaluate(known: Known) {
  const { rows } = await runEvaluate({
    dir: kitFolder,
    known,
    ranker: 'features',
    embedder: createLexiconEmbedder(),
    tables: loadRankTables(),
    words: createWordReader(),
  });
  const row = rows.find(({ size }) => size === 50);
  if (!row?.calibration) throw new Error('no playlists of 50 songs');
  return { measures: row.measures.features, calibration: row.calibration };
}

type Floors = readonly [pairwise: number, rightFirst: number, ndcg: number, winners: number];

describe('the ranking of 50 songs for each of 60 scenes', () => {
  it.each<[Known['scenes'], Known['songs'], Floors]>([
    ['light', 'title', [0.545, 0.615, 0.55, 0.345]],
    ['light', 'facts', [0.54, 0.59, 0.545, 0.49]],
    ['light', 'summary', [0.57, 0.605, 0.55, 0.48]],
    ['light', 'reading', [0.575, 0.72, 0.57, 0.38]],
    ['caption', 'title', [0.71, 0.81, 0.745, 0.43]],
    ['caption', 'facts', [0.755, 0.85, 0.76, 0.51]],
    ['caption', 'summary', [0.865, 0.845, 0.825, 0.545]],
    ['caption', 'reading', [0.89, 0.885, 0.86, 0.54]],
    ['reading', 'title', [0.71, 0.875, 0.745, 0.45]],
    ['reading', 'facts', [0.76, 0.85, 0.775, 0.55]],
    ['reading', 'summary', [0.87, 0.89, 0.855, 0.575]],
    ['reading', 'reading', [0.9, 0.935, 0.88, 0.555]],
  ])('is right as often as it was (photos known by %s, songs by %s)', async (scenes, songs, floors) => {
    const { measures, calibration } = await evaluate({ scenes, songs });
    const names = ['pairwise_valence', 'right_at_1', 'ndcg10', 'distinct_winners'] as const;
    for (const [at, name] of names.entries()) {
      expect(measures[name], name).toBeGreaterThanOrEqual(floors[at] ?? 1);
    }
    expect(calibration.whenRight).toBeGreaterThan(calibration.whenWrong ?? 1);
    // Titles and genres of this kit's songs say more of them than those of most songs do: never too sure of them.
    expect(calibration.score).toBeLessThan(calibration.right + 0.03);
    if (scenes !== 'light' && (songs === 'summary' || songs === 'reading')) {
      expect(Math.abs(calibration.score - calibration.right)).toBeLessThanOrEqual(0.1);
    }
  });
});
