/** The pipeline's ports over local models: files from the supply, work in the model process. */
import { z } from 'zod';
import { createWorkerQueue, WorkerError, type WorkerQueue } from '../concurrency/worker-process.ts';
import { MOODS } from '../model/reading.ts';
import type { CallOptions, Captioner, Embedder, SceneMood } from '../pipeline/ports.ts';
import {
  captionerModel,
  embedderModel,
  embeddingRecipe,
  type Model,
  modelName,
  moodModel,
} from './catalogue.ts';
import { failure } from './download-file.ts';
import { type CaptionerId, type Job, vectorsSchema } from './jobs.ts';
import type { ModelSupply } from './model-supply.ts';

/** What a port works with. */
export type ModelTools = { supply: ModelSupply; worker: WorkerQueue<Job> };

/**
 * The process that models run in: inference blocks its thread, so it never runs in the bot's process. `timeoutMs` is for
 * one job, opening the model included.
 */
export const createModelWorker = ({ idleMs = 15 * 60_000, timeoutMs = 60_000 } = {}): WorkerQueue<Job> =>
  createWorkerQueue({
    service: 'models',
    beside: import.meta.url,
    entry: 'model-worker-entry',
    timeoutMs,
    idleMs,
  });

/** Few enough that other jobs get their turn soon. */
const textsPerJob = 32;
/** UTF-16 units; models read only their first few hundred tokens. */
const maxTextLength = 4_000;
/** UTF-16 units; three times the longest caption of these models. */
const maxCaptionLength = 600;

async function run<T>(
  { supply, worker }: ModelTools,
  model: Model,
  job: Job,
  answer: z.ZodType<T>,
  call: CallOptions,
): Promise<T> {
  try {
    return await worker.run(job, answer, { signal: call.signal });
  } catch (error) {
    if (error instanceof WorkerError && error.kind === 'unusable') supply.reportFailure(model, error);
    throw error;
  }
}

/** A caption is untrusted text: one line of limited length. */
function cleanCaption(caption: string): string {
  return caption
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, maxCaptionLength);
}

/** Without `mayDownload` it works only if the model's files are there. */
export function createLocalCaptioner(
  tools: ModelTools,
  id: CaptionerId,
  options: { mayDownload: boolean },
): Captioner {
  const model = captionerModel(id);
  return {
    id,
    model: modelName(model),
    async caption(image, call = {}) {
      const folder = await tools.supply.get(model, { ...call, ...options });
      const job = { type: 'caption', captioner: id, folder, image } as const;
      const caption = cleanCaption(await run(tools, model, job, z.string(), call));
      if (caption === '') throw failure(`the model ${id} gave an empty caption`, false);
      return caption;
    },
  };
}

/** Embeds a first text, which shows the number of dimensions. */
export async function openLocalEmbedder(tools: ModelTools, id: string, call: CallOptions): Promise<Embedder> {
  const model = embedderModel(id);
  const recipe = embeddingRecipe(id);
  const folder = await tools.supply.get(model, call);
  const embed = (texts: string[], options: CallOptions) =>
    run(tools, model, { type: 'embed', folder, recipe, texts }, vectorsSchema, options);
  const { dimensions } = await embed(['a song'], call);
  return {
    space: { model: modelName(model), dimensions },
    async embed(texts, options = {}) {
      // Texts of similar length share a batch, so that there is little padding.
      const order = [...texts.keys()].sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
      const vectors: Float32Array[] = [];
      for (let from = 0; from < order.length; from += textsPerJob) {
        const part = order.slice(from, from + textsPerJob);
        const rows = await embed(
          part.map((at) => (texts[at] ?? '').slice(0, maxTextLength)),
          options,
        );
        for (const [row, at] of part.entries()) {
          vectors[at] = rows.vectors.slice(row * dimensions, (row + 1) * dimensions);
        }
      }
      return vectors;
    },
  };
}

export function createClipMood(tools: ModelTools): SceneMood {
  const model = moodModel();
  return {
    model: modelName(model),
    async moods(image, call = {}) {
      const folder = await tools.supply.get(model, call);
      const job = { type: 'moods', folder, model: modelName(model), image } as const;
      return run(tools, model, job, z.array(z.number()).length(MOODS.length), call);
    },
  };
}
