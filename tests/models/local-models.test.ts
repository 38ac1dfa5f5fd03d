/** Real loading code, real tokenizers, real inference: only the weights are small and random. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RgbImage } from '../../src/model/photo.ts';
import { captionerModel, type Model, moodModel } from '../../src/models/catalogue.ts';
import { createModels, type Models, type ModelsOptions } from '../../src/models/models.ts';
import { captionerIds } from '../../src/models/protocol.ts';
import { createHttp } from '../../src/net/http.ts';
import { tinyBert, tinyBlip, writeModel } from '../support/tiny-models.ts';
import { tinyClip, tinyFlorence, tinyVitGpt2 } from '../support/tiny-vision-models.ts';

let modelsDir = '';
let models: Models;

const place = (model: Model, files: Parameters<typeof writeModel>[1]) =>
  writeModel(join(modelsDir, model.repo), files);

function offlineModels(options: Partial<ModelsOptions> = {}): Models {
  return createModels({
    modelsDir,
    hfEndpoint: 'http://127.0.0.1:9',
    offline: true,
    idleMinutes: 15,
    http: createHttp({ userAgent: 'test' }),
    threads: 1,
    ...options,
  });
}

beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'scenescore-models-'));
  await place(captionerModel('blip'), tinyBlip());
  await place(captionerModel('florence'), tinyFlorence());
  await place(captionerModel('vit-gpt2'), tinyVitGpt2());
  await place(moodModel(), tinyClip());
  await writeModel(join(modelsDir, 'tiny-bert'), tinyBert());
  models = offlineModels();
});
afterAll(async () => {
  await models.close();
  await rm(modelsDir, { recursive: true, force: true });
});

/** Bands of colour, so that two seeds are two pictures. */
function picture(seed: number): RgbImage {
  const [width, height] = [64, 48];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => ((at * seed) >> 3) % 256);
  return { data, width, height };
}

describe('captioners', () => {
  it.each(captionerIds)('%s says something about a picture, always the same', async (id) => {
    const [captioner] = models.captioners(id);
    const caption = await captioner?.caption(picture(7));
    expect(caption).toMatch(/\w/);
    expect(caption).not.toMatch(/\[SEP\]|\[DEC\]|<s>|<pad>|endoftext/);
    expect(await captioner?.caption(picture(7))).toBe(caption);
    expect(captioner?.model).toMatch(/@[0-9a-f]{12}$/);
  });

  it('come in the order of who helps out', () => {
    expect(models.captioners('florence').map(({ id }) => id)).toEqual(['florence', 'blip', 'vit-gpt2']);
  });
});

describe('the judge of moods', () => {
  it('gives a probability to each mood, and keeps the vectors of its prompts', async () => {
    const judge = models.sceneMood();
    const moods = await judge.moods(picture(7));
    expect(moods.length).toBe(18);
    expect(moods.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
    expect(Math.min(...moods)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...moods)).toBeGreaterThan(1 / 18);
    const folder = join(modelsDir, moodModel().repo);
    expect((await readdir(folder)).filter((name) => name.startsWith('mood-prompts.')).length).toBe(1);
    // With the vectors kept, the text tower is needed no more.
    await rm(join(folder, 'onnx', 'text_model.onnx'));
    expect([...(await judge.moods(picture(7)))]).toEqual([...moods]);
    expect([...(await judge.moods(picture(11)))]).not.toEqual([...moods]);
  });
});

describe('the sentence embedder', () => {
  const texts = [
    'a dog',
    'the sea at night',
    'happy happy happy child running under the sky',
    'rain',
    'old road',
    '',
    'zzz',
  ];

  const cosine = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);

  it('gives unit vectors in the order of the texts', async () => {
    const embedder = await models.openEmbedder('tiny-bert');
    expect(embedder.space).toEqual({ model: 'tiny-bert@main', dimensions: 24 });
    const vectors = await embedder.embed(texts);
    expect(vectors.length).toBe(texts.length);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(await embedder.embed([])).toEqual([]);
  });

  it('reads a text alike alone and among others', async () => {
    await rm(join(modelsDir, 'exact'), { recursive: true, force: true });
    const { 'onnx/model_quantized.onnx': _, ...files } = tinyBert();
    await writeModel(join(modelsDir, 'exact'), files);
    const embedder = await models.openEmbedder('exact');
    const many = Array.from({ length: 100 }, (_, at) => texts[at % texts.length] ?? '');
    const together = await embedder.embed(many);
    for (const [at, text] of texts.entries()) {
      const [alone = new Float32Array()] = await embedder.embed([text]);
      for (const [place, x] of alone.entries()) expect(together[at + 7 * 12]?.[place] ?? 9).toBeCloseTo(x, 5);
    }
  });

  it('takes texts of any length and kind', async () => {
    const embedder = await models.openEmbedder('tiny-bert');
    const strange = [
      '\u0000\u200b',
      '😀🎸',
      'x'.repeat(200_000),
      'dog '.repeat(50_000),
      '[CLS] [SEP] <s>',
      '夜に駆ける',
    ];
    for (const vector of await embedder.embed(strange)) {
      const length = Math.hypot(...vector);
      expect(length === 0 || Math.abs(length - 1) < 1e-4).toBe(true);
    }
  });

  it('in 8 bits stays close to itself in full precision', async () => {
    const [exact, quantised] = [await models.openEmbedder('exact'), await models.openEmbedder('tiny-bert')];
    const [a, b] = [await exact.embed(texts), await quantised.embed(texts)];
    for (const [at, vector] of a.entries()) expect(cosine(vector, b[at] ?? vector)).toBeGreaterThan(0.98);
  });
});

describe('models that are not there', () => {
  it('are said to be missing at once when downloads are off', async () => {
    await rm(join(modelsDir, captionerModel('vit-gpt2').repo, 'config.json'));
    const bare = offlineModels();
    const [captioner] = bare.captioners('vit-gpt2');
    await expect(captioner?.caption(picture(7))).rejects.toMatchObject({
      service: 'models',
      retryable: false,
    });
    await expect(bare.openEmbedder('nobody/nothing')).rejects.toMatchObject({
      service: 'models',
      retryable: false,
    });
    await expect(bare.openEmbedder('../../etc')).rejects.toMatchObject({
      name: 'UserError',
      code: 'bad-model',
    });
    expect(await bare.status(['blip', 'vit-gpt2', 'clip'])).toMatchObject([
      { id: 'blip', isPresent: true, licence: 'BSD-3-Clause' },
      { id: 'vit-gpt2', isPresent: false },
      { id: 'clip', role: 'mood' },
    ]);
    await bare.close();
  });

  it('and those that are broken are left alone for a while', async () => {
    let now = 0;
    const patient = offlineModels({ now: () => now, rememberFailureMs: 1_000 });
    await writeModel(join(modelsDir, 'broken'), {
      ...tinyBert(),
      'onnx/model_quantized.onnx': Buffer.from('no model'),
    });
    await expect(patient.openEmbedder('broken')).rejects.toMatchObject({
      name: 'ServiceError',
      service: 'models',
    });
    await writeModel(join(modelsDir, 'broken'), tinyBert());
    await expect(patient.openEmbedder('broken')).rejects.toMatchObject({ service: 'models' });
    now = 1_001;
    await expect(patient.openEmbedder('broken')).resolves.toMatchObject({ space: { dimensions: 24 } });
    await patient.close();
  });
});
