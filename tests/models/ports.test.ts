/** What every captioner and every embedder must do. Real loading code, tokenizers and inference; only the weights are small and random. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Logger } from '../../src/logger.ts';
import type { RgbImage } from '../../src/model/photo.ts';
import { captionerIds, type Model, modelById } from '../../src/models/catalogue.ts';
import { createModels, type Models } from '../../src/models/models.ts';
import { createHttp } from '../../src/net/http.ts';
import type { Captioner, Embedder } from '../../src/pipeline/ports.ts';
import { createLexiconEmbedder } from '../../src/readers/lexicon/reader.ts';
import { tinyBert, tinyBlip, writeModel } from '../support/tiny-models.ts';
import { tinyClip, tinyFlorence, tinyVitGpt2 } from '../support/tiny-vision-models.ts';

let modelsDir = '';
let models: Models;

const place = (model: Model, files: Parameters<typeof writeModel>[1]) =>
  writeModel(join(modelsDir, model.repo), files);

const offlineOptions = () => ({
  modelsDir,
  hfEndpoint: 'http://127.0.0.1:9',
  offline: true,
  idleMinutes: 15,
  http: createHttp({ userAgent: 'test' }),
});

const offlineModels = (): Models => createModels(offlineOptions());

beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), 'scenescore-models-'));
  await place(modelById('blip'), tinyBlip());
  await place(modelById('florence'), tinyFlorence());
  await place(modelById('vit-gpt2'), tinyVitGpt2());
  await place(modelById('clip'), tinyClip());
  await writeModel(join(modelsDir, 'tiny-bert'), tinyBert());
  const { 'onnx/model_quantized.onnx': _, ...inFullPrecision } = tinyBert();
  await writeModel(join(modelsDir, 'exact'), inFullPrecision);
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

function localCaptioner(id: (typeof captionerIds)[number]): Captioner {
  const [captioner] = models.captioners(id);
  if (captioner === undefined) throw new Error(`there is no ${id}`);
  return captioner;
}

describe.each(captionerIds)('the captioner %s', (id) => {
  it('gives a caption without special tokens, the same for the same picture', async () => {
    const captioner = localCaptioner(id);
    expect(captioner.id).toBe(id);
    expect(captioner.model).toMatch(/@[0-9a-f]{12}$/);
    const caption = await captioner.caption(picture(7));
    expect(caption).toMatch(/\w/);
    expect(caption).not.toMatch(/\[SEP\]|\[DEC\]|<s>|<pad>|endoftext/);
    expect(await captioner.caption(picture(7))).toBe(caption);
  });

  it('lets an abort through', async () => {
    const caption = localCaptioner(id).caption(picture(7), { signal: AbortSignal.abort() });
    await expect(caption).rejects.toMatchObject({ name: 'AbortError' });
  });
});

const embedders = [
  { name: 'of a model in 8 bits', open: () => models.openEmbedder('tiny-bert') },
  { name: 'of a model in full precision', open: () => models.openEmbedder('exact') },
  { name: 'built in', open: async () => createLexiconEmbedder() },
];

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

describe.each(embedders)('the embedder $name', ({ open }) => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await open();
  });

  it('gives a vector of length 1 or 0 to each text, of any length and kind', async () => {
    const strange = [
      '\u0000\u200b',
      '😀🎸',
      'x'.repeat(200_000),
      'dog '.repeat(50_000),
      '[CLS] [SEP] <s>',
      '夜に駆ける',
    ];
    const vectors = await embedder.embed([...texts, ...strange]);
    expect(vectors).toHaveLength(texts.length + strange.length);
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.space.dimensions);
      const length = Math.hypot(...vector);
      expect(length === 0 || Math.abs(length - 1) < 1e-4).toBe(true);
    }
    expect(Math.hypot(...(vectors[0] ?? []))).toBeCloseTo(1, 4);
    expect(await embedder.embed([])).toEqual([]);
  });

  it('reads a text in the same way alone and among others, in their order', async () => {
    const many = Array.from({ length: 100 }, (_, at) => texts[at % texts.length] ?? '');
    const together = await embedder.embed(many);
    for (const [at, text] of texts.entries()) {
      const [alone = new Float32Array()] = await embedder.embed([text]);
      const among = together[at + 7 * 12] ?? new Float32Array();
      // Padding in a batch changes the rounding of 8-bit activations a little.
      expect(Math.hypot(...alone) === 0 || cosine(alone, among) > 0.98, text).toBe(true);
    }
  });

  it('lets an abort through', async () => {
    const embedded = embedder.embed(texts, { signal: AbortSignal.abort() });
    await expect(embedded).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('embeds a text exactly alike alone and in a padded batch', async () => {
  const exact = await models.openEmbedder('exact');
  const together = await exact.embed(texts);
  for (const [at, text] of texts.entries()) {
    const [alone = new Float32Array()] = await exact.embed([text]);
    for (const [place, x] of alone.entries()) expect(together[at]?.[place] ?? 9).toBeCloseTo(x, 5);
  }
});

it('embeds in 8 bits almost as in full precision, in a space of the model’s name', async () => {
  const [exact, quantised] = [await models.openEmbedder('exact'), await models.openEmbedder('tiny-bert')];
  expect(quantised.space).toEqual({ model: 'tiny-bert@main', dimensions: 24 });
  const [a, b] = [await exact.embed(texts), await quantised.embed(texts)];
  for (const [at, vector] of a.entries()) expect(cosine(vector, b[at] ?? vector)).toBeGreaterThan(0.98);
});

it('puts the captioner asked for first', () => {
  expect(models.captioners('florence').map(({ id }) => id)).toEqual(['florence', 'blip', 'vit-gpt2']);
});

it('judges moods: a probability for each, with the vectors of the prompts stored', async () => {
  const judge = models.sceneMood();
  const moods = await judge.moods(picture(7));
  expect(moods.length).toBe(18);
  expect(moods.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 5);
  expect(Math.min(...moods)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...moods)).toBeGreaterThan(1 / 18);
  const folder = join(modelsDir, modelById('clip').repo);
  expect((await readdir(folder)).filter((name) => name.startsWith('mood-prompts.')).length).toBe(1);
  // With the vectors stored, the next process does not need the text model.
  await rm(join(folder, 'onnx', 'text_model.onnx'));
  const later = offlineModels();
  expect(await later.sceneMood().moods(picture(7))).toEqual(moods);
  expect(await later.sceneMood().moods(picture(11))).not.toEqual(moods);
  await later.close();
});

describe('models that are not there', () => {
  it('are reported at once when downloads are off', async () => {
    await rm(join(modelsDir, modelById('vit-gpt2').repo, 'config.json'));
    const bare = offlineModels();
    const missing = { service: 'models', retryable: false };
    const [captioner] = bare.captioners('vit-gpt2');
    await expect(captioner?.caption(picture(7))).rejects.toMatchObject(missing);
    await expect(bare.openEmbedder('nobody/nothing')).rejects.toMatchObject(missing);
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

  it('are only named in the log at a first start when downloads are off', async () => {
    const logged: unknown[] = [];
    const warn = (...line: unknown[]): void => void logged.push(line);
    const off = createModels({ ...offlineOptions(), logger: { warn } as unknown as Logger });
    await off.fetchMissing(['blip', 'someone/nothing']);
    expect(logged).toEqual([
      [{ models: ['someone/nothing'] }, 'models are missing, and MODELS_OFFLINE is set'],
    ]);
    await off.close();
  });

  it('or broken are left alone for a while', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const later = offlineModels();
    const broken = { ...tinyBert(), 'onnx/model_quantized.onnx': Buffer.from('no model') };
    await writeModel(join(modelsDir, 'broken'), broken);
    const failed = { name: 'ServiceError', service: 'models' };
    await expect(later.openEmbedder('broken')).rejects.toMatchObject(failed);
    await writeModel(join(modelsDir, 'broken'), tinyBert());
    await expect(later.openEmbedder('broken')).rejects.toMatchObject(failed);
    vi.setSystemTime(Date.now() + 5 * 60_000 + 1);
    await expect(later.openEmbedder('broken')).resolves.toMatchObject({ space: { dimensions: 24 } });
    await later.close();
  });
});
