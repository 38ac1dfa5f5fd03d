/** How good the ranking is without any model: the floors lie a little below what was measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { featureOrders, rankKit, runEvaluate } from '../../src/cli/evaluate/evaluate.ts';
import { type Known, viewKit } from '../../src/cli/evaluate/inputs.ts';
import { loadKit } from '../../src/cli/evaluate/kit.ts';
import { measure } from '../../src/cli/evaluate/metrics.ts';
import { toDistribution } from '../../src/models/clip-mood.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { withMoods } from '../../src/pipeline/scene/describe-scene.ts';
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
    ['light', 'facts', [0.55, 0.58, 0.55, 0.4]],
    ['light', 'summary', [0.57, 0.605, 0.55, 0.48]],
    ['light', 'reading', [0.575, 0.72, 0.57, 0.38]],
    ['caption', 'title', [0.71, 0.81, 0.745, 0.43]],
    ['caption', 'facts', [0.775, 0.85, 0.79, 0.51]],
    ['caption', 'summary', [0.865, 0.845, 0.825, 0.545]],
    ['caption', 'reading', [0.89, 0.885, 0.86, 0.54]],
    ['reading', 'title', [0.71, 0.875, 0.745, 0.45]],
    ['reading', 'facts', [0.775, 0.85, 0.8, 0.55]],
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

describe("an image model's moods", () => {
  const tables = loadRankTables();
  const cosines = z
    .record(z.string(), z.array(z.number()))
    .parse(JSON.parse(readFileSync(join(kitFolder, 'mood-cosines.json'), 'utf8')));

  /** Playlists of 50, without and with the moods. */
  async function compare(known: Known) {
    const kit = await loadKit(kitFolder);
    const view = await viewKit(
      kit,
      known,
      { words: createWordReader() },
      createLexiconEmbedder(),
      tables.bank,
    );
    const seen = view.scenes.map((scene, at) => {
      const moods = toDistribution(cosines[kit.scenes[at]?.id ?? ''] ?? []);
      return { ...scene, reading: withMoods(scene.reading, moods), moods };
    });
    return [view.scenes, seen].map((scenes) => {
      const rows = rankKit(kit, featureOrders({ ...view, scenes }, tables, true));
      return measure(
        kit.scenes,
        kit.songs,
        rows.filter(({ order }) => order.length === 50),
      );
    });
  }

  it.each<[Known['songs'], Floors]>([
    ['summary', [0.77, 0.68, 0.69, 0.44]],
    ['reading', [0.78, 0.79, 0.72, 0.4]],
  ])('are worth much more than light and colour alone (songs by %s)', async (songs, floors) => {
    const [, seen] = await compare({ scenes: 'light', songs });
    const { pairwise_valence = 0, right_at_1 = 0, ndcg10 = 0, distinct_winners = 0 } = seen ?? {};
    for (const [at, value] of [pairwise_valence, right_at_1, ndcg10, distinct_winners].entries()) {
      expect(value).toBeGreaterThanOrEqual(floors[at] ?? 1);
    }
  });

  it('do no harm beside a caption', async () => {
    const [without, seen] = await compare({ scenes: 'caption', songs: 'reading' });
    expect(seen?.pairwise_valence).toBeGreaterThan(without?.pairwise_valence ?? 1);
    expect(seen?.right_at_1).toBeGreaterThan(without?.right_at_1 ?? 1);
  });
});
