/** Florence-2 captions through transformers.js: longer than BLIP's, at a quarter of the download. */
import { z } from 'zod';
import type { RgbImage } from '../model/photo.ts';
import { resizeRgb } from './resize-rgb.ts';
import { findPrecisions, loadTransformers } from './transformers.ts';

/** `<CAPTION>` gives a line, `<MORE_DETAILED_CAPTION>` a paragraph; this one a sentence or two. */
const task = '<DETAILED_CAPTION>';

/** Pixels a side, squeezed. The library would skip pixels where training averaged them. */
const size = 768;

const parts = ['vision_encoder', 'embed_tokens', 'encoder_model', 'decoder_model_merged'] as const;

/** Opens the model in `folder`; the returned function turns a photo into a caption. */
export async function openFlorence(
  folder: string,
  options: { threads: number },
): Promise<(image: RgbImage) => Promise<string>> {
  const { Florence2ForConditionalGeneration, Florence2Processor, RawImage, Tensor } =
    await loadTransformers();
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
    const answer = processor.post_process_generation(text, task, image.size);
    return z
      .object({ [task]: z.string() })
      .transform((found) => found[task] ?? '')
      .parse(answer)
      .replaceAll('<pad>', '')
      .trim();
  };
}
