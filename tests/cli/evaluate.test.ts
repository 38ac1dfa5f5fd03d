import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EvaluateOptions, runEvaluate } from '../../src/cli/evaluate/evaluate.ts';
import { evaluationJson, evaluationTable } from '../../src/cli/evaluate/table.ts';
import { UserError } from '../../src/errors.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { Embedder } from '../../src/pipeline/ports.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';

/** Counts letters: enough of a vector space for the wiring. */
const embedder: Embedder = {
  space: { model: 'letters', dimensions: 26 },
  embed: (texts) =>
    Promise.resolve(
      texts.map((text) => {
        const counts = new Float32Array(26);
        for (const letter of text.toLowerCase()) {
          const at = letter.charCodeAt(0) - 97;
          if (at >= 0 && at < 26) counts[at] = (counts[at] ?? 0) + 1;
        }
        const length = Math.hypot(...counts) || 1;
        return counts.map((count) => count / length);
      }),
    ),
};

const reading = (valence: number, energy: number): Reading => ({
  summary: valence > 0 ? 'bright' : 'sad',
  valence,
  energy,
  moods: [valence > 0 ? 'joyful' : 'melancholic'],
  themes: [],
});

const scenes = [0.8, -0.8].map((valence, at) => ({
  id: `p${at}`,
  file: `p${at}.jpg`,
  theme: `Thing ${at}`,
  valence: 4 + valence,
  valence_z: valence,
  caption: valence > 0 ? 'a happy dog' : 'a grave',
  reading: reading(valence, 0.2),
}));

const songs = [0.7, 0.6, -0.6, -0.7].map((valence, at) => ({
  id: `s${at}`,
  artist: `Artist ${at}`,
  title: `Song ${at}`,
  vibe: reading(valence, 0.2),
  valence_sign: Math.sign(valence),
  arousal_sign: 1,
}));

describe('runEvaluate', () => {
  let dir: string;
  let seen: string[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kit-'));
    seen = [];
    await writeFile(join(dir, 'scenes.json'), JSON.stringify(scenes));
    await writeFile(join(dir, 'songs.json'), JSON.stringify(songs));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const options = (more: Partial<EvaluateOptions> = {}): EvaluateOptions => ({
    dir,
    inputs: 'readings',
    ranker: 'features',
    embedder,
    tables: loadRankTables(),
    readText: (text) => {
      seen.push(text);
      return Promise.resolve(reading(/happy|bright/.test(text) ? 0.6 : -0.6, 0));
    },
    ...more,
  });

  it('ranks every scene against all songs where there are no playlists, and measures both rankers', async () => {
    const result = await runEvaluate(options());
    expect(result.rankings.map(({ scene, playlist }) => [scene, playlist])).toEqual([
      ['p0', 'all'],
      ['p1', 'all'],
    ]);
    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]?.measures.features).toMatchObject({ pairwise_valence: 1, right_at_1: 1 });
    expect(result.rows[0]?.measures.cosine.pairwise_valence).not.toBeNull();
    expect(seen).toEqual([]);
  });

  it('gives figures by playlist size, and writes the rankings', async () => {
    const playlists = { few: ['s0', 's3'], all: ['s3', 's2', 's1', 's0'] };
    await writeFile(join(dir, 'playlists.json'), JSON.stringify(playlists));
    const out = join(dir, 'out.json');
    const result = await runEvaluate(options({ out }));
    expect(result.rows.map(({ size, playlists: count }) => [size, count])).toEqual([
      [2, 1],
      [4, 1],
      [null, 2],
    ]);
    const rows = z
      .array(z.object({ scene: z.string(), playlist: z.string(), order: z.array(z.string()) }).strict())
      .parse(JSON.parse(await readFile(out, 'utf8')));
    expect(rows).toEqual(result.rankings);
    expect(rows.find(({ scene, playlist }) => scene === 'p1' && playlist === 'few')?.order).toEqual([
      's3',
      's0',
    ]);
    expect(evaluationTable(result)).toMatch(/SceneScore\s+1\.000/);
    expect(
      evaluationTable(result)
        .split('\n')
        .every((line) => line.length <= 80),
    ).toBe(true);
    expect(evaluationJson(result)).toMatchObject({ bySize: { '4': { features: { right_at_1: 1 } } } });
  });

  it('reads only caption and summary when told to use the texts', async () => {
    const result = await runEvaluate(options({ inputs: 'texts' }));
    expect([...seen].sort()).toEqual(['a grave', 'a happy dog', 'bright', 'bright', 'sad', 'sad']);
    expect(result.rows[0]?.measures.features.right_at_1).toBe(1);
  });

  it('hands out the plain cosine when that is asked for', async () => {
    const ours = await runEvaluate(options());
    const theirs = await runEvaluate(options({ ranker: 'cosine' }));
    expect(theirs.rankings).not.toEqual(ours.rankings);
    expect(theirs.rows).toEqual(ours.rows);
  });

  it('says what is wrong with a folder that is no kit', async () => {
    await expect(runEvaluate(options({ dir: join(dir, 'nowhere') }))).rejects.toThrow(UserError);
    await writeFile(join(dir, 'playlists.json'), JSON.stringify({ odd: ['s9'] }));
    await expect(runEvaluate(options())).rejects.toThrow(/names s9/);
    await writeFile(join(dir, 'playlists.json'), '{');
    await expect(runEvaluate(options())).rejects.toThrow(/not JSON/);
    await writeFile(join(dir, 'songs.json'), '[{"id": 3}]');
    await expect(runEvaluate(options())).rejects.toThrow(/songs\.json .* not as expected/);
  });
});
