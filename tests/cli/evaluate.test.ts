import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EvaluateOptions, runEvaluate, runStates } from '../../src/cli/evaluate/evaluate.ts';
import { evaluationJson, evaluationTable, statesTable } from '../../src/cli/evaluate/table.ts';
import { UserError } from '../../src/errors.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { Embedder } from '../../src/pipeline/ports.ts';
import { loadRankTables } from '../../src/pipeline/ranking/tables.ts';
import { createWordReader } from '../../src/readers/lexicon/read-words.ts';
import { ranking } from '../support/rankings.ts';

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

const words = createWordReader();

describe('runEvaluate', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kit-'));
    await writeFile(join(dir, 'scenes.json'), JSON.stringify(scenes));
    await writeFile(join(dir, 'songs.json'), JSON.stringify(songs));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const options = (more: Partial<EvaluateOptions> = {}): EvaluateOptions => ({
    dir,
    known: { scenes: 'reading', songs: 'reading' },
    ranker: 'features',
    embedder,
    tables: loadRankTables(),
    words,
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
    const { scores = [] } = result.rankings[0] ?? {};
    expect(scores).toHaveLength(4);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(result.rows[0]?.calibration).toMatchObject({ right: 1, whenWrong: null });
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
      .array(
        z
          .object({
            scene: z.string(),
            playlist: z.string(),
            order: z.array(z.string()),
            scores: z.array(z.number().min(0).max(1)),
          })
          .strict(),
      )
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
    expect(evaluationTable(result)).toMatch(/vectors of both rankers: letters/);
    expect(evaluationTable(result)).toMatch(/score of the first song: 0\.\d{3} on average, right in 1\.000/);
    expect(evaluationJson(result)).toMatchObject({
      scene: 'reading',
      songsKnownBy: 'reading',
      bySize: { '4': { features: { right_at_1: 1 }, calibration: { right: 1 } } },
    });
  });

  it('uses only what is said to be known', async () => {
    const misleading = { valence: 0, energy: 0, moods: [], themes: [] };
    const vague = scenes.map((scene) => ({
      ...scene,
      reading: { ...scene.reading, ...misleading, valence: 0.1 },
    }));
    const untold = songs.map((song) => ({ ...song, vibe: { ...song.vibe, ...misleading } }));
    await writeFile(join(dir, 'scenes.json'), JSON.stringify(vague));
    await writeFile(join(dir, 'songs.json'), JSON.stringify(untold));
    const scored = async (known: EvaluateOptions['known']) => {
      const { rows } = await runEvaluate(options({ known }));
      return rows[0]?.calibration?.score ?? 0;
    };
    const texts = await runEvaluate(options({ known: { scenes: 'caption', songs: 'summary' } }));
    expect(texts.rows[0]?.measures.features.right_at_1).toBe(1);
    // Titles without a feeling, and forms without one: nobody can say.
    expect(await scored({ scenes: 'caption', songs: 'title' })).toBeCloseTo(0.5, 2);
    expect(await scored({ scenes: 'caption', songs: 'reading' })).toBeCloseTo(0.5, 2);
    expect(await scored({ scenes: 'reading', songs: 'summary' })).toBeCloseTo(0.5, 2);
  });

  it('knows more of a song with its genres than by its title alone', async () => {
    const genred = songs.map((song) => ({
      ...song,
      genres: [song.valence_sign > 0 ? 'bubblegum pop' : 'doom metal'],
    }));
    await writeFile(join(dir, 'songs.json'), JSON.stringify(genred));
    const scored = async (known: 'title' | 'facts') => {
      const { rows } = await runEvaluate(options({ known: { scenes: 'reading', songs: known } }));
      return rows[0]?.calibration?.score ?? 0;
    };
    expect(await scored('facts')).toBeGreaterThan((await scored('title')) + 0.02);
  });

  it('looks at light, photos and playlists through the readers it is given', async () => {
    const { scene } = ranking();
    const light = options({
      known: { scenes: 'light', songs: 'reading' },
      readPalette: async (path) => ({ ...scene.palette, valence: path.includes('p0') ? 0.6 : -0.6 }),
    });
    const byLight = await runEvaluate(light);
    expect(byLight.rows[0]?.measures.features.right_at_1).toBe(1);
    expect(byLight.rows[0]?.calibration?.score).toBeLessThan(0.8);
    const photo = options({
      known: { scenes: 'photo', songs: 'playlist' },
      describePhoto: async (path) => ({
        ...scene,
        reading: { ...scene.reading, valence: path.includes('p0') ? 0.6 : -0.6 },
      }),
      readSongs: async (asked) => asked.map(() => null),
    });
    expect((await runEvaluate(photo)).rows[0]?.calibration?.score).toBeCloseTo(0.5, 2);
  });

  it('compares all states of knowledge in one table', async () => {
    const { known, ...rest } = options({ readPalette: async () => ranking().scene.palette });
    const results = await runStates(rest);
    expect(known).toEqual(results.at(-1)?.known);
    expect(results).toHaveLength(12);
    const lines = statesTable(results).split('\n');
    expect(lines.filter((line) => /^(light|caption|reading) /.test(line))).toHaveLength(12);
    expect(lines.find((line) => /^reading +reading/.test(line))).toMatch(/1\.000/);
    expect(lines[0]).toContain('letters');
    expect(lines.every((line) => line.length <= 100)).toBe(true);
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
