/**
 * BLIP captions on the ONNX runtime; transformers.js has no class for BLIP and only decodes its tokens. Numbers from the
 * model's `preprocessor_config.json` and `config.json` (Salesforce/blip-image-captioning-base).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaptionSteps } from './captioners.ts';
import { loadOnnx } from './onnx.ts';
import { type PixelRecipe, toPixelValues } from './pixel-values.ts';
import { loadTransformers } from './transformers.ts';

export const blipPixels: PixelRecipe = {
  size: 384,
  crop: false,
  filter: 'bicubic',
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
};
/** BERT's `[SEP]`. */
const stop = 102;
/** Captions of fewer than 4 tokens say nothing; 3 beams are what the model's authors report results with. */
const search = { beams: 3, minTokens: 4, maxTokens: 30 };

/** The text part of `config.json`; `[DEC]` follows BERT's 30,522 words. */
const configSchema = z.object({
  text_config: z.object({ bos_token_id: z.int().default(30_522) }).default({ bos_token_id: 30_522 }),
});

/** Opens the model in `folder`. */
export async function openBlip(folder: string, { threads }: { threads: number }): Promise<CaptionSteps> {
  const readJson = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const config = configSchema.parse(await readJson('config.json'));
  const { PreTrainedTokenizer } = await loadTransformers();
  const tokenizer = new PreTrainedTokenizer(z.looseObject({}).parse(await readJson('tokenizer.json')), {
    tokenizer_class: 'BertTokenizer',
    unk_token: '[UNK]',
    pad_token: '[PAD]',
  });
  const onnx = await loadOnnx(threads);
  const encoder = await onnx.open(join(folder, 'blip_vision_encoder.onnx'));
  const decoder = await onnx.open(join(folder, 'blip_text_decoder.onnx'));

  return {
    start: config.text_config.bos_token_id,
    stop,
    search,
    async scorerFor(image) {
      const pixels = onnx.toFloats(toPixelValues(image, blipPixels));
      const seen = await onnx.run(encoder, { pixel_values: pixels }, 'encoder_hidden_states');
      return async (sequences) => {
        const feeds = {
          input_ids: onnx.toIds(sequences),
          encoder_hidden_states: onnx.repeat(seen, sequences.length),
        };
        return onnx.lastRows(await onnx.run(decoder, feeds, 'logits'));
      };
    },
    textOf: (tokens) => tokenizer.decode(tokens, { skip_special_tokens: true }).trim(),
  };
}
