/**
 * Our code against Hugging Face's own, on the same drawings, texts and small models: scripts/reference/make.py made what is
 * in tests/models/reference. docs/models.md has the table of agreement, which this test keeps true.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RgbImage } from '../../src/model/photo.ts';
import { searchWithBeams } from '../../src/models/beam-search.ts';
import { blipPixels, openBlip } from '../../src/models/blip.ts';
import { florencePixels, openFlorence, openVitGpt2, vitGpt2Pixels } from '../../src/models/captioners.ts';
import { embeddingRecipe } from '../../src/models/catalogue.ts';
import { clipPixels, moodPrompts, openClipMood, toDistribution } from '../../src/models/clip-mood.ts';
import { toPixelValues } from '../../src/models/pixel-values.ts';
import { openSentenceEmbedder } from '../../src/models/sentence-embedder.ts';
import { loadTransformers } from '../../src/models/transformers.ts';
import { openDrawings, readFixture, readTable, unpackModel } from '../support/reference.ts';

let models = '';
let opened: Map<string, RgbImage>;
let stated: Map<string, number>;
const compared = new Set<string>();
beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'scenescore-reference-'));
  opened = await openDrawings();
  stated = await readTable();
});
afterAll(() => rm(models, { recursive: true, force: true }));

const unpack = (name: string): Promise<string> => unpackModel(name, join(models, name));

function drawing(name: string): RgbImage {
  const image = opened.get(name);
  if (image === undefined) throw new Error(`there is no drawing ${name}`);
  return image;
}

/** Holds a measured difference against the table. */
function agrees(row: string, difference: number): void {
  const most = stated.get(row);
  compared.add(row);
  expect(most, `docs/models.md has no row "${row}"; measured: ${difference}`).toBeDefined();
  expect(difference, row).toBeLessThanOrEqual(most ?? 0);
}

function largest(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  expect(ours.length).toBe(theirs.length);
  return Array.from(ours).reduce(
    (most, x, at) => Math.max(most, Math.abs(x - (theirs[at] ?? Number.NaN))),
    0,
  );
}

/** Drawings that the photo process opens in its own way; all others must agree to the last bit. */
const openedOtherwise: Record<string, string> = {
  'large.jpg': 'pixels, photo of 1600x1200',
  'panorama.jpg': 'pixels, panorama of 1999x240',
  'cmyk.jpg': 'pixels, CMYK',
  'alpha.png': 'pixels, half transparent',
};

const pixelsSchema = z.record(
  z.string(),
  z.object({
    mean: z.array(z.number()),
    deviation: z.array(z.number()),
    images: z.record(z.string(), z.object({ levels: z.base64(), means: z.array(z.number()) })),
  }),
);

/** Largest difference of the sampled values, in grey levels of 0..255, and of the channels' means. */
function pixelDifference(
  data: Float32Array,
  expected: { levels: string; means: number[] },
  by: z.output<typeof pixelsSchema>[string],
) {
  const levels = Buffer.from(expected.levels, 'base64');
  const plane = data.length / 3;
  const ours = Array.from(levels, (_, sample) => {
    const at = (sample * 7919) % data.length;
    const channel = Math.floor(at / plane);
    return ((data[at] ?? 0) * (by.deviation[channel] ?? 0) + (by.mean[channel] ?? 0)) * 255;
  });
  const means = [0, 1, 2].map(
    (channel) => data.subarray(channel * plane, (channel + 1) * plane).reduce((sum, x) => sum + x, 0) / plane,
  );
  const meanLevels = means.map(
    (mean, channel) => Math.abs(mean - (expected.means[channel] ?? 0)) * (by.deviation[channel] ?? 0) * 255,
  );
  return { pixel: largest(ours, levels), mean: Math.max(...meanLevels) };
}

const recipes = {
  BLIP: { id: 'blip', recipe: blipPixels },
  CLIP: { id: 'clip', recipe: clipPixels },
  'ViT-GPT2': { id: 'vit-gpt2', recipe: vitGpt2Pixels },
  'Florence-2': { id: 'florence', recipe: florencePixels },
};

describe.each(Object.entries(recipes))('%s', (model, { id, recipe }) => {
  it('gets the pixels of the reference', async () => {
    const processor = (await readFixture('pixels', pixelsSchema))[id];
    if (processor === undefined) throw new Error(`no pixels for ${id}`);
    for (const [file, expected] of Object.entries(processor.images)) {
      const { data } = toPixelValues(drawing(file), recipe);
      const { pixel, mean } = pixelDifference(data, expected, processor);
      agrees(`${model}: ${openedOtherwise[file] ?? 'pixels'}`, pixel);
      expect(mean, file).toBeLessThan(0.1);
    }
  });
});

const beamsSchema = z.array(
  z.object({
    levels: z.int(),
    first: z.int(),
    beams: z.int(),
    minTokens: z.int(),
    maxTokens: z.int(),
    stopsEarly: z.boolean(),
    noRepeat: z.int(),
    tokens: z.array(z.int()),
  }),
);

/** The languages of scripts/reference/beams.py. */
function languageScores(sequence: readonly number[], levels: number): Float32Array {
  const state = sequence.reduce((sum, token) => (sum * 31 + token * 7 + 13) % 1009, 17);
  return Float32Array.from(
    { length: 7 },
    (_, token) => (((state * (token + 3) * 37 + token * token * 11) % levels) * 4) / levels,
  );
}

describe('beam search', () => {
  it.each([
    { levels: 1021, row: 'all captioners: sentences that differ, of 140 searches' },
    { levels: 32, row: 'all captioners: sentences that differ, of 140 searches among many equal scores' },
  ])('finds what `generate` finds, of $levels scores', async ({ levels, row }) => {
    const cases = (await readFixture('beams', beamsSchema)).filter((one) => one.levels === levels);
    expect(cases.length).toBe(140);
    let different = 0;
    for (const { first, tokens, ...options } of cases) {
      const found = await searchWithBeams({
        ...options,
        start: [6, first],
        stop: 0,
        scoreNext: async (all) => all.map((sequence) => languageScores(sequence, levels)),
      });
      if (`${found}` !== `${tokens}`) different++;
    }
    agrees(row, different);
  });
});

const searchSchema = z.object({
  beams: z.int(),
  minTokens: z.int(),
  maxTokens: z.int(),
  noRepeat: z.int().optional(),
  stopsEarly: z.boolean().optional(),
  tokens: z.array(z.int()),
  text: z.string(),
});
const captionsSchema = z.record(
  z.string(),
  z.object({ ids: z.array(z.int()), logits: z.array(z.number()), searches: z.array(searchSchema) }),
);

it.each([
  { model: 'BLIP', id: 'blip', open: openBlip },
  { model: 'ViT-GPT2', id: 'vit-gpt2', open: openVitGpt2 },
  { model: 'Florence-2', id: 'florence', open: openFlorence },
])('$model gives the logits, token ids and texts of the reference', async ({ model, id, open }) => {
  const { start, stop, scorerFor, textOf } = await open(await unpack(id), { threads: 1 });
  const reduced = new Set(['large.jpg', 'panorama.jpg']);
  const different = { whole: 0, reduced: 0 };
  for (const [file, { ids, logits, searches }] of Object.entries(await readFixture(id, captionsSchema))) {
    // One token after the other, as a decoder with a cache wants it.
    const scoreNext = await scorerFor(drawing(file));
    let ours: Float32Array | undefined;
    for (const at of ids.keys()) [ours] = await scoreNext([ids.slice(0, at + 1)], [0]);
    agrees(
      `${model}: ${openedOtherwise[file]?.replace('pixels', 'logits') ?? 'logits'}`,
      largest(ours ?? [], logits),
    );
    for (const { tokens, text, ...options } of searches) {
      const found = await searchWithBeams({
        ...options,
        start: [start],
        stop,
        stopsEarly: options.stopsEarly ?? options.beams === 1,
        scoreNext: await scorerFor(drawing(file)),
      });
      if (`${found}` !== `${tokens}` || textOf(found) !== text) {
        different[reduced.has(file) ? 'reduced' : 'whole']++;
      }
    }
  }
  agrees(`${model}: captions that differ`, different.whole);
  agrees(`${model}: captions that differ, large photo and panorama`, different.reduced);
});

const bertSchema = z.array(
  z.object({ text: z.string(), ids: z.array(z.int()), vector: z.array(z.number()) }),
);

it('sentence models get the token ids and give the vectors of the reference', async () => {
  const folder = await unpack('bert');
  const cases = await readFixture('bert', bertSchema);
  const texts = cases.map(({ text }) => text);
  const { AutoTokenizer } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const embed = await openSentenceEmbedder(folder, { threads: 1 });
  const { vectors, dimensions } = await embed(texts, embeddingRecipe('Xenova/all-MiniLM-L6-v2'));
  let different = 0;
  for (const [row, { text, ids, vector }] of cases.entries()) {
    // Here a text that is too long loses its end; the embedder puts it back, which its vector shows.
    const ours = tokenizer.encode(text);
    const isSame = `${ours.length > 256 ? [...ours.slice(0, 255), ...ours.slice(-1)] : ours}` === `${ids}`;
    if (!isSame) different++;
    const seen = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    const cosine = seen.reduce((sum, x, at) => sum + x * (vector[at] ?? 0), 0);
    agrees(`sentence models: 1 - cosine${isSame ? '' : ', Greek in capitals'}`, Math.abs(1 - cosine));
  }
  agrees('sentence models: texts of 21 with other token ids', different);
});

const clipSchema = z.object({
  prompts: z.array(z.array(z.string())),
  moods: z.array(z.array(z.number())),
  images: z.record(z.string(), z.array(z.number())),
  ids: z.array(z.array(z.int())),
});

it('CLIP gives the token ids, vectors and moods of the reference', async () => {
  const folder = await unpack('clip');
  const { prompts, moods, ids, images } = await readFixture('clip', clipSchema);
  // Otherwise the fixtures are to be made again.
  expect(moodPrompts).toEqual(prompts);
  const { AutoTokenizer } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  expect(prompts.flat().map((prompt) => tokenizer.encode(prompt))).toEqual(ids);
  const judge = await openClipMood(folder, 'tiny', { threads: 1 });
  for (const [file, cosines] of Object.entries(images)) {
    const ours = await judge(drawing(file));
    agrees(
      `CLIP: ${openedOtherwise[file]?.replace('pixels', 'moods') ?? 'moods'}`,
      largest(ours, toDistribution(cosines)),
    );
  }
  const [stored = ''] = (await readdir(folder)).filter((name) => name.startsWith('mood-prompts.'));
  const vectors = z
    .array(z.array(z.number()))
    .parse(JSON.parse(await readFile(join(folder, stored), 'utf8')));
  agrees(
    'CLIP: vectors of the moods',
    Math.max(...vectors.map((row, mood) => largest(row, moods[mood] ?? []))),
  );
});

it('is what the table in docs/models.md is about', () => {
  expect([...stated.keys()].filter((row) => !compared.has(row))).toEqual([]);
});
