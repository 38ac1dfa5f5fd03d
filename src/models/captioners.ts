/** ViT-GPT2 and Florence-2 captions by transformers.js. */
import { z } from 'zod';
import type { RgbImage } from '../model/photo.ts';
import { resizeRgb } from '../photos/sharp.ts';
import { findPrecisions, loadTransformers } from './transformers.ts';

export type CaptionImage = (image: RgbImage) => Promise<string>;

// Images are resized here: the library would skip pixels where the models' training averaged them.

/** ViT-GPT2: smaller than BLIP, with plainer captions. */
export async function openVitGpt2(folder: string, options: { threads: number }): Promise<CaptionImage> {
  const { AutoModelForVision2Seq, AutoProcessor, AutoTokenizer, RawImage, Tensor } = await loadTransformers();
  const size = 224;
  const model = await AutoModelForVision2Seq.from_pretrained(folder, {
    dtype: await findPrecisions(folder, ['encoder_model', 'decoder_model_merged']),
    session_options: { intraOpNumThreads: options.threads },
  });
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const processor = await AutoProcessor.from_pretrained(folder);

  return async (image) => {
    const { data } = await resizeRgb(image, { width: size, height: size });
    const inputs = await processor(new RawImage(data, size, size, 3));
    const output = await model.generate({
      inputs: inputs.pixel_values,
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
  const { Florence2ForConditionalGeneration, Florence2Processor, RawImage, Tensor } =
    await loadTransformers();
  const size = 768;
  // A sentence or two: `<CAPTION>` gives a line, `<MORE_DETAILED_CAPTION>` a paragraph.
  const task = '<DETAILED_CAPTION>';
  const parts = ['vision_encoder', 'embed_tokens', 'encoder_model', 'decoder_model_merged'];
  const model = await Florence2ForConditionalGeneration.from_pretrained(folder, {
    dtype: await findPrecisions(folder, parts),
    session_options: { intraOpNumThreads: options.threads },
  });
  const processor = await Florence2Processor.from_pretrained(folder, {});
  if (!(processor instanceof Florence2Processor)) throw new Error(`${folder} is no Florence-2`);

  return async (photo) => {
    const { data } = await resizeRgb(photo, { width: size, height: size });
    const image = new RawImage(data, size, size, 3);
    const inputs = await processor(image, task);
    const output = await model.generate({ ...inputs, max_new_tokens: 80 });
    if (!(output instanceof Tensor)) throw new Error(`${folder} gave no tokens`);
    const [text = ''] = processor.batch_decode(output, { skip_special_tokens: false });
    const answer = z
      .object({ [task]: z.string() })
      .parse(processor.post_process_generation(text, task, image.size));
    return (answer[task] ?? '').replaceAll('<pad>', '').trim();
  };
}
