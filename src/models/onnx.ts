/** The only door to onnxruntime-node. Used in the model process alone: `run` blocks the thread it is called on. */

export type Tensor =
  | { data: Float32Array; dims: readonly number[] }
  | { data: BigInt64Array; dims: readonly number[] };

export interface Session {
  /** One float32 output by name. */
  run(
    inputs: Readonly<Record<string, Tensor>>,
    output: string,
  ): Promise<{ data: Float32Array; dims: number[] }>;
}

/** Opens a model file. `threads` are those of one operator (intra-op). */
export async function openSession(path: string, options: { threads: number }): Promise<Session> {
  const { InferenceSession, Tensor: OrtTensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: options.threads,
    // 3 is "error": what the runtime warns of, a person can do nothing about.
    logSeverityLevel: 3,
  });
  return {
    async run(inputs, output) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, { data, dims }]) => [
          name,
          data instanceof Float32Array
            ? new OrtTensor('float32', data, dims)
            : new OrtTensor('int64', data, dims),
        ]),
      );
      const tensor = (await session.run(feeds, [output]))[output];
      if (!(tensor?.data instanceof Float32Array)) throw new Error(`${path} gave no float32 "${output}"`);
      return { data: tensor.data, dims: [...tensor.dims] };
    },
  };
}
