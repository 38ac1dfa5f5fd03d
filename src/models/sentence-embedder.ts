/** Sentence vectors from any BERT-like model in the layout of transformers.js. */
import { findPart, loadTransformers } from './transformers.ts';

/** Which token vectors make the sentence vector, and what the model expects before the text. */
export type EmbeddingRecipe = { pooling: 'mean' | 'cls'; prefix: string };

/** One row after the other, each of Euclidean length 1 or all zeros. */
type Vectors = { vectors: Float32Array; dimensions: number };

/** Token vectors of a batch, text after text, padded to the same number of tokens; the mask is 0 where it is padding. */
type TokenVectors = { data: Float32Array; mask: BigInt64Array; tokens: number; dimensions: number };

/** The sentence vector of one text in the batch, of length 1; zeros stay zeros. */
function pool({ data, mask, tokens, dimensions }: TokenVectors, row: number, recipe: EmbeddingRecipe) {
  const sum = new Float32Array(dimensions);
  for (let token = 0; token < (recipe.pooling === 'cls' ? 1 : tokens); token++) {
    if (mask[row * tokens + token] === 0n) continue;
    const start = (row * tokens + token) * dimensions;
    for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] ?? 0) + (data[start + at] ?? 0);
  }
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((x) => x / length) : sum;
}

/** Sentence-transformers cuts a text here for most of these models, and readings are far shorter. */
const maxTokens = 256;

/** Opens the model in `folder`; the returned function gives unit vectors of a few texts, in their order. */
export async function openSentenceEmbedder(folder: string, options: { threads: number }) {
  const { AutoModel, AutoTokenizer } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const { dtype } = await findPart(folder, 'model');
  const model = await AutoModel.from_pretrained(folder, {
    dtype,
    session_options: { intraOpNumThreads: options.threads },
  });

  const { sep_token_id: separator }: { sep_token_id?: number } = tokenizer;
  const endMark = separator === undefined ? undefined : BigInt(separator);

  /** null for texts of which the tokenizer keeps nothing: the model cannot take an empty sequence. */
  async function embedTokens(texts: string[]): Promise<TokenVectors | null> {
    const inputs = tokenizer(texts, { padding: true, truncation: true, max_length: maxTokens });
    const mask: unknown = inputs.attention_mask.data;
    const ids: unknown = inputs.input_ids.data;
    if (!(mask instanceof BigInt64Array && ids instanceof BigInt64Array) || mask.length === 0) return null;
    const tokens = mask.length / texts.length;
    // The library cuts the end mark off with the end of a long text.
    for (let last = tokens - 1; last < ids.length && tokens === maxTokens; last += tokens) {
      if (mask[last] === 1n && endMark !== undefined) ids[last] = endMark;
    }
    const outputs = await model(inputs);
    const { data, dims } = outputs.last_hidden_state ?? outputs.token_embeddings ?? outputs.logits;
    if (!(data instanceof Float32Array)) throw new Error(`${folder} gives no float32 vectors`);
    return { data, mask, tokens, dimensions: Number(dims[2]) };
  }

  const dimensions = (await embedTokens(['a']))?.dimensions ?? 1;
  return async (texts: readonly string[], recipe: EmbeddingRecipe): Promise<Vectors> => {
    const vectors = new Float32Array(texts.length * dimensions);
    const embedded = await embedTokens(texts.map((text) => recipe.prefix + text));
    for (const row of texts.keys()) if (embedded) vectors.set(pool(embedded, row, recipe), row * dimensions);
    return { vectors, dimensions };
  };
}
