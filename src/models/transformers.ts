/** Loads @huggingface/transformers so that it only reads files and never uses the network. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

type Transformers = typeof import('@huggingface/transformers');

/** For the model process. */
export async function loadTransformers(): Promise<Transformers> {
  const transformers = await import('@huggingface/transformers');
  const { env, LogLevel } = transformers;
  // hub.ts downloads, pins and checks the files.
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  // Its error log prints whole input tensors. Errors are thrown anyway.
  env.logLevel = LogLevel.NONE;
  return transformers;
}

/** Best on a CPU first: q8 is the fastest and a quarter of the size. */
const precisions = [
  ['q8', '_quantized'],
  ['int8', '_int8'],
  ['uint8', '_uint8'],
  ['fp32', ''],
  ['fp16', '_fp16'],
  ['q4', '_q4'],
  ['q4f16', '_q4f16'],
] as const;

/** The best file of a part of a model, and its precision by the library's name. */
export async function findPart(folder: string, part: string) {
  const files = new Set(await readdir(join(folder, 'onnx')));
  const found = precisions.find(([, suffix]) => files.has(`${part}${suffix}.onnx`));
  if (found === undefined) throw new Error(`${folder} holds no onnx/${part}*.onnx`);
  const [dtype, suffix] = found;
  return { path: join(folder, 'onnx', `${part}${suffix}.onnx`), dtype };
}
