/** Models on the ONNX runtime itself: transformers.js has no class for BLIP, and no beam search. Everything here blocks its thread. */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { BeamSearchOptions } from './beam-search.ts';

type Feeds = Record<string, Tensor>;

/** Rows of the first dimension, which may be repeated or left out. */
function pickRows(
  { type, data, dims }: Tensor,
  rows: readonly number[],
): [typeof type, Float32Array, number[]] {
  if (!(data instanceof Float32Array)) throw new Error(`rows of ${type} instead of float32`);
  const [count = 1, ...rest] = dims;
  const size = data.length / count;
  const picked = new Float32Array(rows.length * size);
  for (const [at, row] of rows.entries()) picked.set(data.subarray(row * size, (row + 1) * size), at * size);
  return [type, picked, [rows.length, ...rest]];
}

/** The runtime, with so many threads for one operator. */
export async function loadOnnx(threads: number) {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');

  const toIds = (rows: readonly (readonly number[])[]): Tensor =>
    new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]?.length ?? 0]);

  /** The last row of each sequence of `logits` [sequences, length, vocabulary]. */
  function lastRows(logits: Tensor | undefined): Float32Array[] {
    const [sequences = 0, length = 0, vocabulary = 0] = logits?.dims ?? [];
    const data = logits?.data;
    if (!(data instanceof Float32Array)) throw new Error('a decoder gave no float32 logits');
    return Array.from({ length: sequences }, (_, row) => {
      const from = (row * length + length - 1) * vocabulary;
      return data.slice(from, from + vocabulary);
    });
  }

  return {
    toIds,
    lastRows,
    toFloats: ({ data, dims }: { data: Float32Array; dims: number[] }) => new Tensor('float32', data, dims),
    toMask: (rows: number, length: number) =>
      new Tensor('int64', new BigInt64Array(rows * length).fill(1n), [rows, length]),
    repeat: (tensor: Tensor, times: number): Tensor =>
      new Tensor(
        ...pickRows(
          tensor,
          Array.from({ length: times }, () => 0),
        ),
      ),
    /** One batch of sequences of vectors after the other, both [1, length, width]. */
    join(a: Tensor, b: Tensor): Tensor {
      if (!(a.data instanceof Float32Array && b.data instanceof Float32Array)) throw new Error('no float32');
      const [, first = 0, width = 0] = a.dims;
      const joined = new Float32Array(a.data.length + b.data.length);
      joined.set(a.data);
      joined.set(b.data, a.data.length);
      return new Tensor('float32', joined, [1, first + (b.dims[1] ?? 0), width]);
    },
    open: (path: string): Promise<InferenceSession> =>
      InferenceSession.create(path, {
        intraOpNumThreads: threads,
        // 3 is "error": people can do nothing about the runtime's warnings.
        logSeverityLevel: 3,
      }),
    /** One output by name, from the inputs that the model has. */
    async run(session: InferenceSession, feeds: Feeds, output: string): Promise<Tensor> {
      const known = Object.entries(feeds).filter(([name]) => session.inputNames.includes(name));
      const tensor = (await session.run(Object.fromEntries(known), [output]))[output];
      if (tensor === undefined) throw new Error(`a model gave no "${output}"`);
      return tensor;
    },
    /**
     * Lets a beam search ask a decoder that keeps what it made of the tokens before. `feed` gives the inputs for the newest
     * token of each sequence, without the kept ones.
     */
    cachedScores(
      decoder: InferenceSession,
      feed: (newest: Tensor, rows: number) => Promise<Feeds>,
    ): BeamSearchOptions['scoreNext'] {
      let cache: Feeds | null = null;
      return async (sequences, parents) => {
        const rows = sequences.length;
        const feeds = await feed(toIds(sequences.map((tokens) => (cache ? tokens.slice(-1) : tokens))), rows);
        for (const input of decoder.inputMetadata) {
          if (!input.isTensor || !input.name.startsWith('past_key_values')) continue;
          const kept = cache?.[input.name];
          const empty = input.shape.map((size, at) =>
            typeof size === 'number' ? size : at === 0 ? rows : 0,
          );
          // What is kept of the photo is the same for all sequences.
          const isWhole = input.name.includes('.encoder.') && kept?.dims[0] === rows;
          const picked = kept && !isWhole ? new Tensor(...pickRows(kept, parents)) : kept;
          feeds[input.name] = picked ?? new Tensor('float32', [], empty);
        }
        if (decoder.inputNames.includes('use_cache_branch')) {
          feeds.use_cache_branch = new Tensor('bool', [cache !== null], [1]);
        }
        const known = Object.entries(feeds).filter(([name]) => decoder.inputNames.includes(name));
        const outputs = await decoder.run(Object.fromEntries(known));
        const next: Feeds = {};
        for (const [name, output] of Object.entries(outputs)) {
          const kept = name.replace('present', 'past_key_values');
          // What a decoder keeps of the photo comes with its first answer only.
          const before = name.includes('.encoder.') ? feeds[kept] : undefined;
          if (kept !== name) next[kept] = cache && before ? before : output;
        }
        cache = next;
        return lastRows(outputs.logits);
      };
    },
  };
}
