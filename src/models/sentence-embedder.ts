/** Sentence vectors from any BERT-like model in the layout of transformers.js. */

import type { EmbeddingRecipe, Vectors } from './protocol.ts';
import { findPrecisions, loadTransformers } from './transformers.ts';

/** Throughput is flat beyond it, while memory and waiting grow. */
const batchSize = 8;

type TokenVectors = { data: Float32Array; tokens: number; dimensions: number };

/** Adds one text's token vectors (mean or first) to `into`, brought to length 1; zeros stay zeros. */
function pool(
  from: TokenVectors,
  row: number,
  mask: BigInt64Array,
  recipe: EmbeddingRecipe,
  into: Float32Array,
) {
  const { data, tokens, dimensions } = from;
  for (let token = 0; token < (recipe.pooling === 'cls' ? 1 : tokens); token++) {
    if (mask[row * tokens + token] === 0n) continue;
    const start = (row * tokens + token) * dimensions;
    for (let at = 0; at < dimensions; at++) into[at] = (into[at] ?? 0) + (data[start + at] ?? 0);
  }
  const length = Math.hypot(...into);
  if (length > 0) for (let at = 0; at < dimensions; at++) into[at] = (into[at] ?? 0) / length;
}

/** Opens the model in `folder`; the returned function turns texts into unit vectors, in their order. */
export async function openSentenceEmbedder(
  folder: string,
  options: { threads: number },
): Promise<(texts: readonly string[], recipe: EmbeddingRecipe) => Promise<Vectors>> {
  const { AutoModel, AutoTokenizer } = await loadTransformers();
  const { model: dtype = 'fp32' } = await findPrecisions(folder, ['model']);
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const model = await AutoModel.from_pretrained(folder, {
    dtype,
    session_options: { intraOpNumThreads: options.threads },
  });

  async function tokenVectors(texts: string[]): Promise<(TokenVectors & { mask: BigInt64Array }) | null> {
    const inputs = tokenizer(texts, { padding: true, truncation: true });
    const mask: unknown = inputs.attention_mask.data;
    // Texts of nothing but what the tokenizer drops; the model cannot take an empty sequence.
    if (!(mask instanceof BigInt64Array) || mask.length === 0) return null;
    const outputs = await model(inputs);
    const { data, dims } = outputs.last_hidden_state ?? outputs.token_embeddings ?? outputs.logits;
    if (!(data instanceof Float32Array)) throw new Error(`${folder} gives no float32 vectors`);
    return { data, mask, tokens: Number(dims[1]), dimensions: Number(dims[2]) };
  }

  return async (texts, recipe) => {
    let dimensions = 0;
    const rows: (Float32Array | undefined)[] = [];
    for (let from = 0; from < texts.length; from += batchSize) {
      const batch = texts.slice(from, from + batchSize);
      const vectors = await tokenVectors(batch.map((text) => recipe.prefix + text));
      if (vectors === null) continue;
      dimensions = vectors.dimensions;
      for (const row of batch.keys()) {
        const into = new Float32Array(dimensions);
        pool(vectors, row, vectors.mask, recipe, into);
        rows[from + row] = into;
      }
    }
    if (dimensions === 0) dimensions = (await tokenVectors(['a']))?.dimensions ?? 1;
    const vectors = new Float32Array(texts.length * dimensions);
    for (const [index, row] of rows.entries()) if (row !== undefined) vectors.set(row, index * dimensions);
    return { vectors, dimensions };
  };
}
