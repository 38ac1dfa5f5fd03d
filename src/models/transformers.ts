/** The only door to @huggingface/transformers, set so that it reads files and never the network. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

type Transformers = typeof import('@huggingface/transformers');

/** Imports and configures the library; used in the model process alone. */
export async function loadTransformers(): Promise<Transformers> {
  const transformers = await import('@huggingface/transformers');
  const { env, LogLevel } = transformers;
  // Files are fetched, pinned and checked by hub.ts; the library would take what it finds, and cache it elsewhere.
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  // Its error log prints whole input tensors. Errors are thrown all the same.
  env.logLevel = LogLevel.NONE;
  return transformers;
}

/** Precisions in order of liking on a CPU: q8 is the fastest and a quarter of the size. */
const precisions = [
  ['q8', '_quantized'],
  ['int8', '_int8'],
  ['uint8', '_uint8'],
  ['fp32', ''],
  ['fp16', '_fp16'],
  ['q4', '_q4'],
  ['q4f16', '_q4f16'],
] as const;

export type Precision = (typeof precisions)[number][0];

/** The precision to load each of a model's parts in, by the files that are there. */
export async function findPrecisions<Part extends string>(
  folder: string,
  parts: readonly Part[],
): Promise<Record<string, Precision>> {
  const files = new Set(await readdir(join(folder, 'onnx')));
  return Object.fromEntries(
    parts.map((part) => {
      const found = precisions.find(([, suffix]) => files.has(`${part}${suffix}.onnx`));
      if (found === undefined) throw new Error(`${folder} holds no onnx/${part}*.onnx`);
      return [part, found[0]];
    }),
  );
}
