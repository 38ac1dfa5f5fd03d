/** ViT-GPT2 captions through transformers.js: smaller than BLIP, plainer, and the whole way in one library. */
import type { RgbImage } from '../model/photo.ts';
import { resizeRgb } from './resize-rgb.ts';
import { findPrecisions, loadTransformers } from './transformers.ts';

/** Pixels a side. The library would skip pixels where training averaged them, so it gets the size it wants. */
const size = 224;

/** Opens the model in `folder`; the returned function turns a photo into a caption. */
export async function openVitGpt2(
  folder: string,
  options: { threads: number },
): Promise<(image: RgbImage) => Promise<string>> {
  const { AutoModelForVision2Seq, AutoProcessor, AutoTokenizer, RawImage, Tensor } = await loadTransformers();
  const dtype = await findPrecisions(folder, ['encoder_model', 'decoder_model_merged']);
  const model = await AutoModelForVision2Seq.from_pretrained(folder, {
    dtype,
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
      // The library has no beam search, and greedy this model falls into loops.
      no_repeat_ngram_size: 3,
    });
    if (!(output instanceof Tensor)) throw new Error(`${folder} gave no tokens`);
    const [caption = ''] = tokenizer.batch_decode(output, { skip_special_tokens: true });
    return caption.trim();
  };
}
