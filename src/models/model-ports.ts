/** The pipeline's ports over local models: files from the supply, work in the model process. */
import { type Worker, WorkerError } from '../concurrency/worker-process.ts';
import type { CallOptions, Captioner, Embedder, SceneMood } from '../pipeline/ports.ts';
import { type CaptionerId, embeddingRecipe, type Model, modelById, modelName } from './catalogue.ts';
import { failure } from './download-file.ts';
import type { ModelSupply } from './model-supply.ts';
import type { ModelMethods } from './model-worker-entry.ts';

/** What a port works with. */
export type ModelTools = { supply: ModelSupply; worker: Worker<ModelMethods> };

/** Larger batches are no faster and take more memory. */
const textsPerJob = 8;
/** UTF-16 units; models read only their first few hundred tokens. */
const maxTextLength = 4_000;
/** UTF-16 units; three times the longest caption of these models. */
const maxCaptionLength = 600;

/** As `work`; a model whose files are broken, or of an unknown kind, is reported. */
const reporting = <T>({ supply }: ModelTools, model: Model, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof WorkerError && error.kind === 'unusable') supply.reportFailure(model, error);
    throw error;
  });

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
  const model = modelById(id);
  return {
    id,
    model: modelName(model),
    async caption(image, call = {}) {
      const folder = await tools.supply.get(model, { ...call, ...options });
      const said = tools.worker.call('caption', [id, folder, image], call);
      const caption = cleanCaption(await reporting(tools, model, said));
      if (caption === '') throw failure(`the model ${id} gave an empty caption`, false);
      return caption;
    },
  };
}

/** Embeds a first text, which shows the number of dimensions. */
export async function openLocalEmbedder(tools: ModelTools, id: string, call: CallOptions): Promise<Embedder> {
  const model = modelById(id);
  const recipe = embeddingRecipe(id);
  const folder = await tools.supply.get(model, call);
  const embed = (texts: string[], options: CallOptions) =>
    reporting(tools, model, tools.worker.call('embed', [folder, recipe, texts], options));
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
  const model = modelById('clip');
  return {
    model: modelName(model),
    async moods(image, call = {}) {
      const folder = await tools.supply.get(model, call);
      return reporting(tools, model, tools.worker.call('moods', [folder, modelName(model), image], call));
    },
  };
}
