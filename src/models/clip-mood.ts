/** CLIP as a judge of moods: how near a photo lies to sentences about each of the eighteen. */

import type { RgbImage } from '../model/photo.ts';
import { MOODS, type Mood } from '../model/reading.ts';
import type { Vectors } from './protocol.ts';
import { resizeRgb } from './resize-rgb.ts';
import { findPrecisions, loadTransformers } from './transformers.ts';

/** What CLIP was trained to sharpen its cosines with (its logit scale is capped at 100). */
const sharpness = 100;
/** Pixels of the shorter side; the middle of the longer is used. */
const size = 224;

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

const templates = [(scene: string): string => `a photo of ${scene}`, (scene: string): string => `${scene}`];

/** Every sentence that stands for a mood. */
export function moodPrompts(mood: Mood): string[] {
  return [
    `a ${mood} scene`,
    `a photo with a ${mood} mood`,
    ...scenes[mood].flatMap((scene) => templates.map((fill) => fill(scene))),
  ];
}

/** Scales to length 1. */
function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((x) => x / length);
}

function rowsOf(tensor: { data: unknown; dims: number[] }): Float32Array[] {
  const { data } = tensor;
  if (!(data instanceof Float32Array)) throw new Error('CLIP gave no float32 vectors');
  const [count = 0, dimensions = 0] = tensor.dims;
  return Array.from({ length: count }, (_, row) =>
    normalise(data.slice(row * dimensions, (row + 1) * dimensions)),
  );
}

/** One vector for each of `MOODS`: the mean over its prompts. Opens the text tower and lets it go again. */
export async function embedMoodPrompts(folder: string, options: { threads: number }): Promise<Vectors> {
  const { AutoTokenizer, CLIPTextModelWithProjection } = await loadTransformers();
  const { text_model: dtype = 'fp32' } = await findPrecisions(folder, ['text_model']);
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const model = await CLIPTextModelWithProjection.from_pretrained(folder, {
    dtype,
    session_options: { intraOpNumThreads: options.threads },
  });
  const means: Float32Array[] = [];
  for (const mood of MOODS) {
    const { text_embeds } = await model(tokenizer(moodPrompts(mood), { padding: true, truncation: true }));
    const rows = rowsOf(text_embeds);
    const mean = new Float32Array(rows[0]?.length ?? 0);
    for (const row of rows) for (const [at, x] of row.entries()) mean[at] = (mean[at] ?? 0) + x;
    means.push(normalise(mean));
  }
  await model.dispose();
  const dimensions = means[0]?.length ?? 0;
  const vectors = new Float32Array(means.length * dimensions);
  for (const [row, mean] of means.entries()) vectors.set(mean, row * dimensions);
  return { vectors, dimensions };
}

/** Opens the vision tower; the returned function gives a probability for each row of `prompts`. */
export async function openClipVision(
  folder: string,
  options: { threads: number },
): Promise<(image: RgbImage, prompts: Float32Array) => Promise<Float32Array>> {
  const { AutoProcessor, CLIPVisionModelWithProjection, RawImage } = await loadTransformers();
  const { vision_model: dtype = 'fp32' } = await findPrecisions(folder, ['vision_model']);
  const processor = await AutoProcessor.from_pretrained(folder);
  const model = await CLIPVisionModelWithProjection.from_pretrained(folder, {
    dtype,
    session_options: { intraOpNumThreads: options.threads },
  });

  return async (image, prompts) => {
    const scale = size / Math.min(image.width, image.height);
    // The library would skip pixels where training averaged them, so it gets the size it wants.
    const { data, width, height } = await resizeRgb(image, {
      width: Math.round(image.width * scale),
      height: Math.round(image.height * scale),
    });
    const { image_embeds } = await model(await processor(new RawImage(data, width, height, 3)));
    const [seen] = rowsOf(image_embeds);
    if (seen === undefined || prompts.length % seen.length !== 0)
      throw new Error('the prompts are of another model');
    const scores = Float32Array.from({ length: prompts.length / seen.length }, (_, row) =>
      seen.reduce((sum, x, at) => sum + x * (prompts[row * seen.length + at] ?? 0), 0),
    );
    const max = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(sharpness * (score - max)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
}
