/**
 * BLIP captions on the ONNX runtime; transformers.js has no class for BLIP and only decodes its tokens. Numbers from the
 * model's `preprocessor_config.json` and `config.json` (Salesforce/blip-image-captioning-base).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RgbImage } from '../model/photo.ts';
import { type BeamSearchOptions, searchWithBeams } from './beam-search.ts';
import type { CaptionImage } from './captioners.ts';
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

type Floats = { data: Float32Array; dims: readonly number[] };

/** Opens an ONNX file; the returned function gives one float32 output by name. It blocks its thread. */
async function openSession(path: string, threads: number) {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: threads,
    // 3 is "error": people can do nothing about the runtime's warnings.
    logSeverityLevel: 3,
  });
  return async (
    inputs: Record<string, Floats | { data: BigInt64Array; dims: readonly number[] }>,
    output: string,
  ): Promise<Floats> => {
    const feeds = Object.entries(inputs).map(([name, { data, dims }]) => {
      const isFloat = data instanceof Float32Array;
      return [name, isFloat ? new Tensor('float32', data, dims) : new Tensor('int64', data, dims)];
    });
    const tensor = (await session.run(Object.fromEntries(feeds), [output]))[output];
    if (!(tensor?.data instanceof Float32Array)) throw new Error(`${path} gave no float32 "${output}"`);
    return { data: tensor.data, dims: tensor.dims };
  };
}

/** The same encoded image once for each of `count` sequences. */
function repeat({ data, dims }: Floats, count: number): Floats {
  const repeated = new Float32Array(count * data.length);
  for (let row = 0; row < count; row++) repeated.set(data, row * data.length);
  return { data: repeated, dims: [count, ...dims.slice(1)] };
}

/** The last row of each sequence of `logits` [sequences, length, vocabulary]. */
function lastRows({ data, dims }: Floats): Float32Array[] {
  const [sequences = 0, length = 0, vocabulary = 0] = dims;
  return Array.from({ length: sequences }, (_, row) => {
    const from = (row * length + length - 1) * vocabulary;
    return data.slice(from, from + vocabulary);
  });
}

/** Opens the model in `folder`; gives its steps. */
export async function openBlipSteps(folder: string, { threads }: { threads: number }) {
  const readJson = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const config = configSchema.parse(await readJson('config.json'));
  const { PreTrainedTokenizer } = await loadTransformers();
  const tokenizer = new PreTrainedTokenizer(z.looseObject({}).parse(await readJson('tokenizer.json')), {
    tokenizer_class: 'BertTokenizer',
    unk_token: '[UNK]',
    pad_token: '[PAD]',
  });
  const encode = await openSession(join(folder, 'blip_vision_encoder.onnx'), threads);
  const decode = await openSession(join(folder, 'blip_text_decoder.onnx'), threads);

  return {
    /** The token that every caption starts with. */
    start: config.text_config.bos_token_id,
    /** What the decoder says of a photo, for the search. */
    async look(image: RgbImage): Promise<BeamSearchOptions['scoreNext']> {
      const encoded = await encode(
        { pixel_values: toPixelValues(image, blipPixels) },
        'encoder_hidden_states',
      );
      return async (sequences) => {
        const ids = BigInt64Array.from(sequences.flat(), BigInt);
        const logits = await decode(
          {
            input_ids: { data: ids, dims: [sequences.length, ids.length / sequences.length] },
            encoder_hidden_states: repeat(encoded, sequences.length),
          },
          'logits',
        );
        return lastRows(logits);
      };
    },
    textOf: (tokens: number[]) => tokenizer.decode(tokens, { skip_special_tokens: true }).trim(),
  };
}

export async function openBlip(folder: string, options: { threads: number }): Promise<CaptionImage> {
  const { start, look, textOf } = await openBlipSteps(folder, options);
  return async (image) =>
    textOf(await searchWithBeams({ ...search, start: [start], stop, scoreNext: await look(image) }));
}
