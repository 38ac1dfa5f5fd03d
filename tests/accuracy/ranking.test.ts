/** How good the ranking is without any model: the floors lie a little below what was measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { featureOrders, rankKit } from '../../src/cli/evaluate/evaluate.ts';
import { type KitView, type Known, viewKit } from '../../src/cli/evaluate/inputs.ts';
import { loadKit } from '../../src/cli/evaluate/kit.ts';
import { calibration, type Measures, measure } from '../../src/cli/evaluate/metrics.ts';
import { toDistribution } from '../../src/models/clip-mood.ts';
import type { Embedder } from '../../src/pipeline/ports.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { withMoods } from '../../src/pipeline/scene/describe-scene.ts';
import { createWordReader } from '../../src/readers/lexicon/read-words.ts';
import { createLexiconEmbedder } from '../../src/readers/lexicon/reader.ts';
import { kitFolder } from './kit.ts';

/** The states of knowledge have most of their texts in common. */
function remembering({ space, embed }: Embedder): Embedder {
  const vectors = new Map<string, Float32Array>();
  return {
    space,
    async embed(texts) {
      const unknown = texts.filter((text) => !vectors.has(text));
      for (const [at, vector] of (await embed(unknown)).entries()) vectors.set(unknown[at] ?? '', vector);
      return texts.flatMap((text) => vectors.get(text) ?? []);
    },
  };
}

async function loadPlaylistsOf50() {
  const { playlists, ...kit } = await loadKit(kitFolder);
  const wanted = Object.entries(playlists).filter(([, songs]) => songs.length === 50);
  return { ...kit, playlists: Object.fromEntries(wanted) };
}

const kit = await loadPlaylistsOf50();
const tables = loadRankTables();
const words = createWordReader();
const embedder = remembering(createLexiconEmbedder());

const viewed = (known: Known) => viewKit(kit, known, { words }, embedder, tables.bank);

function ranked(view: KitView) {
  const rows = rankKit(kit, featureOrders(view, tables, true));
  return {
    measures: measure(kit.scenes, kit.songs, rows),
    calibration: calibration(kit.scenes, kit.songs, rows),
  };
}

type Floors = readonly [pairwise: number, rightFirst: number, ndcg: number, winners: number];

function expectAtLeast(measures: Measures, floors: Floors): void {
  const names = ['pairwise_valence', 'right_at_1', 'ndcg10', 'distinct_winners'] as const;
  for (const [at, name] of names.entries()) {
    expect(measures[name], name).toBeGreaterThanOrEqual(floors[at] ?? 1);
  }
}

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
    const { measures, calibration } = ranked(await viewed({ scenes, songs }));
    expectAtLeast(measures, floors);
    if (calibration === null) throw new Error('no scores');
    expect(calibration.whenRight).toBeGreaterThan(calibration.whenWrong ?? 1);
    // Titles and genres of this kit's songs say more of them than those of most songs do: never too sure of them.
    expect(calibration.score).toBeLessThan(calibration.right + 0.03);
    if (scenes !== 'light' && (songs === 'summary' || songs === 'reading')) {
      expect(Math.abs(calibration.score - calibration.right)).toBeLessThanOrEqual(0.1);
    }
  });
});

describe("an image model's moods", () => {
  const cosines = z
    .record(z.string(), z.array(z.number()))
    .parse(JSON.parse(readFileSync(join(kitFolder, 'mood-cosines.json'), 'utf8')));

  function withModelMoods(view: KitView): KitView {
    const scenes = view.scenes.map((scene, at) => {
      const moods = toDistribution(cosines[kit.scenes[at]?.id ?? ''] ?? []);
      return { ...scene, reading: withMoods(scene.reading, moods), moods };
    });
    return { ...view, scenes };
  }

  it.each<[Known['songs'], Floors]>([
    ['summary', [0.77, 0.68, 0.69, 0.44]],
    ['reading', [0.78, 0.79, 0.72, 0.4]],
  ])('are worth much more than light and colour alone (songs by %s)', async (songs, floors) => {
    expectAtLeast(ranked(withModelMoods(await viewed({ scenes: 'light', songs }))).measures, floors);
  });

  it('do no harm beside a caption', async () => {
    const captioned = await viewed({ scenes: 'caption', songs: 'reading' });
    const without = ranked(captioned).measures;
    const seen = ranked(withModelMoods(captioned)).measures;
    expect(seen.pairwise_valence).toBeGreaterThan(without.pairwise_valence ?? 1);
    expect(seen.right_at_1).toBeGreaterThan(without.right_at_1 ?? 1);
  });
});
