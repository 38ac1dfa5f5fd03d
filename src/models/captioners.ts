/** ViT-GPT2 and Florence-2 captions by transformers.js. */
import { z } from 'zod';
import type { RgbImage } from '../model/photo.ts';
import { type PixelRecipe, toPixelValues } from './pixel-values.ts';
import { findPrecisions, loadTransformers } from './transformers.ts';

export type CaptionImage = (image: RgbImage) => Promise<string>;

// Pixels are made here: the library skips some when it shrinks a photo.

export const vitGpt2Pixels: PixelRecipe = {
  size: 224,
  crop: false,
  filter: 'bilinear',
  mean: [0.5, 0.5, 0.5],
  deviation: [0.5, 0.5, 0.5],
};

export const florencePixels: PixelRecipe = {
  size: 768,
  crop: false,
  filter: 'bicubic',
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
};

/** ViT-GPT2: smaller than BLIP, with plainer captions. */
export async function openVitGpt2(folder: string, options: { threads: number }): Promise<CaptionImage> {
  const { AutoModelForVision2Seq, AutoTokenizer, Tensor } = await loadTransformers();
  const model = await AutoModelForVision2Seq.from_pretrained(folder, {
    dtype: await findPrecisions(folder, ['encoder_model', 'decoder_model_merged']),
    session_options: { intraOpNumThreads: options.threads },
  });
  const tokenizer = await AutoTokenizer.from_pretrained(folder);

  return async (image) => {
    const { data, dims } = toPixelValues(image, vitGpt2Pixels);
    const output = await model.generate({
      inputs: new Tensor('float32', data, dims),
      max_new_tokens: 24,
      // The library has no beam search, and without beams this model repeats itself.
      no_repeat_ngram_size: 3,
    });
    if (!(output instanceof Tensor)) throw new Error(`${folder} gave no tokens`);
    const [caption = ''] = tokenizer.batch_decode(output, { skip_special_tokens: true });
    return caption.trim();
  };
}

/** Florence-2: longer captions than BLIP's, at a quarter of the download. */
export async function openFlorence(folder: string, options: { threads: number }): Promise<CaptionImage> {
  const { AutoTokenizer, Florence2ForConditionalGeneration, Florence2Processor, Tensor } =
    await loadTransformers();
  // A sentence or two: `<CAPTION>` gives a line, `<MORE_DETAILED_CAPTION>` a paragraph.
  const task = '<DETAILED_CAPTION>';
  const parts = ['vision_encoder', 'embed_tokens', 'encoder_model', 'decoder_model_merged'];
  const model = await Florence2ForConditionalGeneration.from_pretrained(folder, {
    dtype: await findPrecisions(folder, parts),
    session_options: { intraOpNumThreads: options.threads },
  });
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const processor = await Florence2Processor.from_pretrained(folder, {});
  if (!(processor instanceof Florence2Processor)) throw new Error(`${folder} is no Florence-2`);

  return async (photo) => {
    const { data, dims } = toPixelValues(photo, florencePixels);
    const output = await model.generate({
      ...tokenizer(processor.construct_prompts(task)),
      pixel_values: new Tensor('float32', data, dims),
      max_new_tokens: 80,
    });
    if (!(output instanceof Tensor)) throw new Error(`${folder} gave no tokens`);
    const [text = ''] = processor.batch_decode(output, { skip_special_tokens: false });
    const answer = z
      .object({ [task]: z.string() })
      .parse(processor.post_process_generation(text, task, [florencePixels.size, florencePixels.size]));
    return (answer[task] ?? '').replaceAll('<pad>', '').trim();
  };
}
