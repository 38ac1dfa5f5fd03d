/** CLIP moods: how close a photo is to sentences about each of the eighteen moods. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RgbImage } from '../model/photo.ts';
import { MOODS, type Mood } from '../model/reading.ts';
import { type PixelRecipe, toPixelValues } from './pixel-values.ts';
import { findPart, loadTransformers } from './transformers.ts';

/**
 * Logits of one standard deviation over the moods. CLIP's own scale of 100 picks one text of thousands; where moods are averaged to a
 * place, softer was better: r = .69 with people's ratings of 60 photos at 1, .60 at 2 (`scripts/fit-moods.ts`).
 */
const usualSoftness = 1;

export const clipPixels: PixelRecipe = {
  size: 224,
  crop: true,
  filter: 'bicubic',
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
};

/** What a photo of the mood shows: CLIP knows things and light better than names of feelings. */
const scenes: Record<Mood, readonly [string, string]> = {
  joyful: ['people laughing and celebrating together', 'a bright cheerful sunny day'],
  playful: ['a silly funny moment of play', 'a puppy or a child playing'],
  tender: ['a gentle loving embrace', 'a mother holding her baby'],
  romantic: ['a couple in love', 'a candlelit dinner for two'],
  peaceful: ['a calm quiet landscape', 'still water and soft morning light'],
  dreamy: ['a hazy surreal dreamlike scene', 'soft mist and pastel light'],
  nostalgic: ['an old faded photograph of the past', 'things from childhood long ago'],
  hopeful: ['the sun rising after a dark night', 'a new beginning, light at the end'],
  triumphant: ['a winner celebrating victory', 'someone with arms raised on a mountain top'],
  powerful: ['a mighty force of nature', 'a strong and powerful display'],
  wistful: ['someone gazing thoughtfully into the distance', 'falling autumn leaves on an empty bench'],
  melancholic: ['a sad gloomy rainy day', 'a person who is sad and grieving'],
  lonely: ['a single person all alone', 'an empty deserted place'],
  dark: ['a dark sinister frightening place', 'death and decay'],
  tense: ['a dangerous threatening situation', 'anxious people in an emergency'],
  angry: ['a furious person shouting', 'violence and destruction'],
  restless: ['a busy crowded street in motion', 'traffic and city lights rushing by'],
  sensual: ['a sensual intimate scene', 'an alluring body in warm dim light'],
};

function promptsFor(mood: Mood): string[] {
  const shown = scenes[mood].flatMap((scene) => [`a photo of ${scene}`, scene]);
  return [`a ${mood} scene`, `a photo with a ${mood} mood`, ...shown];
}

/** By mood, in the order of `MOODS`. */
export const moodPrompts = MOODS.map(promptsFor);

function vectorOf({ data }: { data: unknown }): Float32Array {
  if (!(data instanceof Float32Array)) throw new Error('CLIP gave no float32 vectors');
  return data;
}

/** Cosines of one photo with each mood → a probability for each mood, whatever the range of the model's cosines. */
export function toDistribution(cosines: readonly number[], softness = usualSoftness): number[] {
  const mean = cosines.reduce((sum, x) => sum + x, 0) / cosines.length;
  const spread = Math.sqrt(cosines.reduce((sum, x) => sum + (x - mean) ** 2, 0) / cosines.length);
  const weights = cosines.map((x) => Math.exp((softness * (x - mean)) / (spread || 1)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** One vector for each mood: the mean over its prompts. Opens the text model and closes it again. */
async function embedPrompts(folder: string, threads: number): Promise<Float32Array[]> {
  const { AutoTokenizer, CLIPTextModelWithProjection } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const { dtype } = await findPart(folder, 'text_model');
  const model = await CLIPTextModelWithProjection.from_pretrained(folder, {
    dtype,
    session_options: { intraOpNumThreads: threads },
  });
  const means: Float32Array[] = [];
  for (const texts of moodPrompts) {
    const { text_embeds } = await model(tokenizer(texts, { padding: true, truncation: true }));
    means.push(vectorOf(text_embeds.normalize().mean(0).normalize(2, 0)));
  }
  await model.dispose();
  return means;
}

const storedSchema = z.array(z.array(z.number())).length(MOODS.length);

/** Where the vectors are stored: a file of the model's folder. */
export function moodPromptsFile(folder: string, modelName: string): string {
  const version = createHash('sha256')
    .update(JSON.stringify([modelName, moodPrompts]))
    .digest('hex')
    .slice(0, 12);
  return join(folder, `mood-prompts.${version}.json`);
}

/** The stored vectors, or computed and stored for the next time. */
async function loadPromptVectors(folder: string, modelName: string, threads: number) {
  const path = moodPromptsFile(folder, modelName);
  // null: not there yet, or incomplete.
  const stored = await readFile(path, 'utf8')
    .then((json) => storedSchema.parse(JSON.parse(json)))
    .catch(() => null);
  if (stored !== null) return stored.map((row) => Float32Array.from(row));
  const vectors = await embedPrompts(folder, threads);
  await writeFile(path, JSON.stringify(vectors.map((row) => [...row])))
    // A folder that cannot be written to costs time at the next start, no more.
    .catch(() => {});
  return vectors;
}

/** Opens the model in `folder`; the returned function gives a probability for each of `MOODS`. */
export async function openClipMood(folder: string, modelName: string, { threads }: { threads: number }) {
  const moods = await loadPromptVectors(folder, modelName, threads);
  const { CLIPVisionModelWithProjection, Tensor } = await loadTransformers();
  const { dtype } = await findPart(folder, 'vision_model');
  const model = await CLIPVisionModelWithProjection.from_pretrained(folder, {
    dtype,
    session_options: { intraOpNumThreads: threads },
  });

  return async (image: RgbImage) => {
    const { data, dims } = toPixelValues(image, clipPixels);
    const { image_embeds } = await model({ pixel_values: new Tensor('float32', data, dims) });
    const seen = vectorOf(image_embeds.normalize());
    if (seen.length !== moods[0]?.length) throw new Error('the mood prompts belong to another model');
    return toDistribution(moods.map((mood) => mood.reduce((sum, x, at) => sum + x * (seen[at] ?? 0), 0)));
  };
}
