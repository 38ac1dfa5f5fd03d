/**
 * BLIP captioning straight on the ONNX runtime; transformers.js has no class for it and only reads its tokens.
 * Numbers from the model's own `preprocessor_config.json` and `config.json` (Salesforce/blip-image-captioning-base).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RgbImage } from '../model/photo.ts';
import { openSession, type Tensor } from './onnx.ts';
import { resizeRgb } from './resize-rgb.ts';
import { searchGreedily, searchWithBeams } from './token-search.ts';
import { loadTransformers } from './transformers.ts';

const size = 384;
const mean = [0.48145466, 0.4578275, 0.40821073] as const;
const deviation = [0.26862954, 0.26130258, 0.27577711] as const;
/** BERT's `[SEP]`. */
const stop = 102;
const maxTokens = 30;
/** A caption of fewer says nothing. */
const minTokens = 4;

/** The text part of `config.json`; `[DEC]` follows BERT's 30,522 words. */
const configSchema = z.object({
  text_config: z.object({ bos_token_id: z.int().default(30_522) }).default({ bos_token_id: 30_522 }),
});

/** RGB → float32 [1, 3, 384, 384], squeezed without cropping, as `BlipImageProcessor` does. */
async function pixelValues(image: RgbImage): Promise<Tensor> {
  const { data } = await resizeRgb(image, { width: size, height: size });
  const plane = size * size;
  const values = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const shift = mean[channel] ?? 0;
    const scale = deviation[channel] ?? 1;
    for (let at = 0; at < plane; at++) {
      values[channel * plane + at] = ((data[at * 3 + channel] ?? 0) / 255 - shift) / scale;
    }
  }
  return { data: values, dims: [1, 3, size, size] };
}

/** The last row of each sequence of `logits` [sequences, length, vocabulary]. */
function lastRows({ data, dims }: { data: Float32Array; dims: readonly number[] }): Float32Array[] {
  const [sequences = 0, length = 0, vocabulary = 0] = dims;
  return Array.from({ length: sequences }, (_, row) => {
    const from = (row * length + length - 1) * vocabulary;
    return data.slice(from, from + vocabulary);
  });
}

/**
 * Opens the model in `folder`; the returned function turns a photo into a caption. One beam is greedy; three are what
 * the model's makers report with.
 */
export async function openBlip(
  folder: string,
  options: { threads: number; beams: number },
): Promise<(image: RgbImage) => Promise<string>> {
  const readJson = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const config = configSchema.parse(await readJson('config.json'));
  const { PreTrainedTokenizer } = await loadTransformers();
  const tokenizer = new PreTrainedTokenizer(z.looseObject({}).parse(await readJson('tokenizer.json')), {
    tokenizer_class: 'BertTokenizer',
    unk_token: '[UNK]',
    pad_token: '[PAD]',
  });
  const encoder = await openSession(join(folder, 'blip_vision_encoder.onnx'), options);
  const decoder = await openSession(join(folder, 'blip_text_decoder.onnx'), options);

  return async (image) => {
    const seen = await encoder.run({ pixel_values: await pixelValues(image) }, 'encoder_hidden_states');
    const tiled = new Map<number, Tensor>();
    /** What was seen, once for each sequence. */
    const seenBy = (sequences: number): Tensor => {
      const known = tiled.get(sequences);
      if (known !== undefined) return known;
      const data = new Float32Array(sequences * seen.data.length);
      for (let row = 0; row < sequences; row++) data.set(seen.data, row * seen.data.length);
      const tensor = { data, dims: [sequences, ...seen.dims.slice(1)] };
      tiled.set(sequences, tensor);
      return tensor;
    };
    const search = {
      start: [config.text_config.bos_token_id],
      stop,
      maxTokens,
      minTokens,
      next: async (sequences: readonly (readonly number[])[]) =>
        lastRows(
          await decoder.run(
            {
              input_ids: {
                data: BigInt64Array.from(sequences.flat(), BigInt),
                dims: [sequences.length, sequences[0]?.length ?? 0],
              },
              encoder_hidden_states: seenBy(sequences.length),
            },
            'logits',
          ),
        ),
    };
    const { beams } = options;
    const tokens = beams > 1 ? await searchWithBeams({ ...search, beams }) : await searchGreedily(search);
    return tokenizer.decode(tokens, { skip_special_tokens: true }).trim();
  };
}
