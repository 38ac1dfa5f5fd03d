/** ViT-GPT2 and Florence-2 captions. */
import type { RgbImage } from '../model/photo.ts';
import { type BeamSearchOptions, searchWithBeams } from './beam-search.ts';
import { loadOnnx } from './onnx.ts';
import { type PixelRecipe, toPixelValues } from './pixel-values.ts';
import { findPart, loadTransformers } from './transformers.ts';

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

/** An opened captioner, in steps. */
export type CaptionSteps = {
  /** The token that every caption starts with. */
  start: number;
  stop: number;
  search: Pick<BeamSearchOptions, 'beams' | 'minTokens' | 'maxTokens' | 'stopsEarly' | 'noRepeat'>;
  /** Gives each token its score, for the search, by what the decoder says of a photo. */
  scorerFor(image: RgbImage): Promise<BeamSearchOptions['scoreNext']>;
  textOf(tokens: number[]): string;
};

export async function captionWith(steps: CaptionSteps, image: RgbImage): Promise<string> {
  const { start, stop, search, scorerFor, textOf } = steps;
  const scoreNext = await scorerFor(image);
  return textOf(await searchWithBeams({ ...search, start: [start], stop, scoreNext }));
}

/** ViT-GPT2: smaller than BLIP, with plainer captions. */
export async function openVitGpt2(folder: string, options: { threads: number }): Promise<CaptionSteps> {
  const { AutoTokenizer } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const onnx = await loadOnnx(options.threads);
  const open = async (part: string) => onnx.open((await findPart(folder, part)).path);
  const encoder = await open('encoder_model');
  const decoder = await open('decoder_model_merged');
  // GPT-2 has one token for the start and the end.
  const [end = 0] = tokenizer.encode('<|endoftext|>');

  return {
    start: end,
    stop: end,
    // Beams and length as on the model's card; it likes to repeat itself.
    search: { beams: 4, minTokens: 0, maxTokens: 15, noRepeat: 3 },
    async scorerFor(image) {
      const pixels = onnx.toFloats(toPixelValues(image, vitGpt2Pixels));
      const seen = await onnx.run(encoder, { pixel_values: pixels }, 'last_hidden_state');
      return onnx.cachedScores(decoder, async (input_ids, rows) => ({
        input_ids,
        encoder_hidden_states: onnx.repeat(seen, rows),
      }));
    },
    textOf: (tokens) => tokenizer.decode(tokens, { skip_special_tokens: true }).trim(),
  };
}

/** Scores when only `token` may come. */
const only = (token: number, scores: Float32Array): Float32Array =>
  scores.map((_, at) => (at === token ? 0 : Number.NEGATIVE_INFINITY));

/** What the model was taught to answer in a sentence or two: its `<DETAILED_CAPTION>`. */
const florencePrompt = 'Describe in detail what is shown in the image.';
const florenceMaxTokens = 80;

/** Florence-2: longer captions than BLIP's, at a quarter of the download. */
export async function openFlorence(folder: string, options: { threads: number }): Promise<CaptionSteps> {
  const { AutoTokenizer } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const onnx = await loadOnnx(options.threads);
  const [begin = 0, end = 2] = tokenizer.encode('');
  const open = async (part: string) => onnx.open((await findPart(folder, part)).path);
  const vision = await open('vision_encoder');
  const words = await open('embed_tokens');
  const encoder = await open('encoder_model');
  const decoder = await open('decoder_model_merged');
  const embed = (input_ids: ReturnType<typeof onnx.toIds>) => onnx.run(words, { input_ids }, 'inputs_embeds');

  return {
    // BART starts its answer with the end of the question.
    start: end,
    stop: end,
    // The model's generation_config.json.
    search: { beams: 3, minTokens: 0, maxTokens: florenceMaxTokens, noRepeat: 3, stopsEarly: true },
    async scorerFor(image) {
      const pixels = onnx.toFloats(toPixelValues(image, florencePixels));
      const features = await onnx.run(vision, { pixel_values: pixels }, 'image_features');
      const inputs = onnx.join(features, await embed(onnx.toIds([tokenizer.encode(florencePrompt)])));
      const length = inputs.dims[1] ?? 0;
      const mask = onnx.toMask(1, length);
      const seen = await onnx.run(
        encoder,
        { inputs_embeds: inputs, attention_mask: mask },
        'last_hidden_state',
      );
      const scoreNext = onnx.cachedScores(decoder, async (newest, rows) => ({
        inputs_embeds: await embed(newest),
        encoder_hidden_states: onnx.repeat(seen, rows),
        encoder_attention_mask: onnx.toMask(rows, length),
      }));
      return async (sequences, parents) => {
        const scores = await scoreNext(sequences, parents);
        const made = (sequences[0]?.length ?? 1) - 1;
        if (made === 0) return scores.map((row) => only(begin, row));
        return made === florenceMaxTokens - 1 ? scores.map((row) => only(end, row)) : scores;
      };
    },
    textOf: (tokens) => tokenizer.decode(tokens, { skip_special_tokens: true }).trim(),
  };
}
