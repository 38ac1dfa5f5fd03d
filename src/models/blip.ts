/**
 * BLIP captions on the ONNX runtime; transformers.js has no class for BLIP and only decodes its tokens. Numbers from the
 * model's `preprocessor_config.json` and `config.json` (Salesforce/blip-image-captioning-base).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RgbImage } from '../model/photo.ts';
import { resizeRgb } from '../photos/sharp.ts';
import { searchWithBeams } from './beam-search.ts';
import type { CaptionImage } from './captioners.ts';
import { loadTransformers } from './transformers.ts';

const size = 384;
const mean = [0.48145466, 0.4578275, 0.40821073];
const deviation = [0.26862954, 0.26130258, 0.27577711];
/** BERT's `[SEP]`. */
const stop = 102;
const maxTokens = 30;
/** Shorter captions say nothing. */
const minTokens = 4;
/** What the model's authors report results with. */
const beams = 3;

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

/** RGB → float32 [1, 3, 384, 384], squeezed without cropping, as `BlipImageProcessor` does. */
async function toPixelValues(image: RgbImage): Promise<Floats> {
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

/** Opens the model in `folder`. */
export async function openBlip(folder: string, { threads }: { threads: number }): Promise<CaptionImage> {
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

  return async (image) => {
    const encoded = await encode({ pixel_values: await toPixelValues(image) }, 'encoder_hidden_states');
    const scoreNext = async (sequences: readonly (readonly number[])[]): Promise<Float32Array[]> => {
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
    const start = [config.text_config.bos_token_id];
    const tokens = await searchWithBeams({ start, stop, maxTokens, minTokens, beams, scoreNext });
    return tokenizer.decode(tokens, { skip_special_tokens: true }).trim();
  };
}
