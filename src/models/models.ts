/** The local models as ports of the pipeline: files from the supply, work in the model process. */
import { chunksOf } from '../concurrency/chunked.ts';
import { createWorker, WorkerError } from '../concurrency/worker-process.ts';
import { ServiceError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { cleanProse } from '../model/clean-text.ts';
import type { Http } from '../net/http.ts';
import type { CallOptions, Captioner, Embedder, SceneMood } from '../pipeline/ports.ts';
import {
  type CaptionerId,
  captionerIds,
  embeddingRecipe,
  type Model,
  modelById,
  modelName,
} from './catalogue.ts';
import { moodPromptsFile } from './clip-mood.ts';
import { createHub } from './hub.ts';
import { createModelSupply } from './model-supply.ts';
import type { ModelMethods } from './model-worker-entry.ts';

export type ModelsOptions = {
  modelsDir: string;
  /** `https://huggingface.co`, or a mirror. */
  hfEndpoint: string;
  /** Never download. */
  offline: boolean;
  /** Models leave memory after so long without work. */
  idleMinutes: number;
  http: Http;
  logger?: Logger;
};

export type ModelStatus = Omit<Model, 'files'> & {
  isPresent: boolean;
  path: string;
  /** Where it comes from. */
  address: string;
};

export type Models = ReturnType<typeof createModels>;

/** Larger batches are no faster and take more memory. */
const textsPerJob = 8;
/** UTF-16 units; models read only their first few hundred tokens. */
const maxTextLength = 4_000;
/** UTF-16 units; three times the longest caption of these models. */
const maxCaptionLength = 600;

export function createModels(options: ModelsOptions) {
  const { modelsDir, hfEndpoint, offline, http, logger } = options;
  const hub = createHub({ http, modelsDir, endpoint: hfEndpoint, offline });
  const supply = createModelSupply(hub, logger);
  const clip = modelById('clip');
  // Inference blocks its thread, so it never runs in the bot's process.
  const worker = createWorker<ModelMethods>({
    beside: import.meta.url,
    entry: 'model-worker-entry',
    service: 'models',
    timeoutMs: 60_000,
    idleMs: options.idleMinutes * 60_000,
    reads: [modelsDir],
    writes: [moodPromptsFile(hub.folderOf(clip), modelName(clip))],
  });

  /** As `work`; a model whose files are broken, or of an unknown kind, is reported. */
  const reporting = <T>(model: Model, work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      if (error instanceof WorkerError && error.kind === 'unusable') supply.reportFailure(model, error);
      throw error;
    });

  /** Without `mayDownload` it works only if the model's files are there. */
  function localCaptioner(id: CaptionerId, mayDownload: boolean): Captioner {
    const model = modelById(id);
    return {
      id,
      model: modelName(model),
      async caption(image, call = {}) {
        const folder = await supply.get(model, { ...call, mayDownload });
        const said = await reporting(model, worker.call('caption', [id, folder, image], call));
        const caption = cleanProse(said, maxCaptionLength);
        if (caption === '') {
          throw new ServiceError(`the model ${id} gave an empty caption`, { service: 'models' });
        }
        return caption;
      },
    };
  }

  return {
    /**
     * The captioner asked for, if any, then the others. Only the first is downloaded when it is missing; the others are used
     * when their files are there. Each throws `ServiceError` of `models` when it cannot caption.
     */
    captioners(first: CaptionerId | null): Captioner[] {
      const others = captionerIds.filter((id) => id !== first);
      return [...(first === null ? [] : [first]), ...others].map((id) => localCaptioner(id, id === first));
    },
    /**
     * Opens an embedder by its id on the hub or its folder's name in MODELS_DIR. Throws `ServiceError` of `models` when
     * that fails, `UserError` for an id that cannot be a model's name.
     */
    async openEmbedder(id: string, call: CallOptions = {}): Promise<Embedder> {
      const model = modelById(id);
      const recipe = embeddingRecipe(id);
      const folder = await supply.get(model, call);
      const embed = (texts: string[], options: CallOptions) =>
        reporting(model, worker.call('embed', [folder, recipe, texts], options));
      // A first text shows the number of dimensions.
      const { dimensions } = await embed(['a song'], call);
      return {
        space: { model: modelName(model), dimensions },
        async embed(texts, options = {}) {
          // Texts of similar length share a batch, so that there is little padding.
          const order = [...texts.keys()].sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
          const vectors: Float32Array[] = [];
          for (const part of chunksOf(order, textsPerJob)) {
            const batch = part.map((at) => (texts[at] ?? '').slice(0, maxTextLength));
            const rows = await embed(batch, options);
            for (const [row, at] of part.entries()) {
              vectors[at] = rows.vectors.slice(row * dimensions, (row + 1) * dimensions);
            }
          }
          return vectors;
        },
      };
    },
    /** CLIP's moods of a picture. Without `mayDownload` only if its files are there. */
    sceneMood(mayDownload = true): SceneMood {
      return {
        async moods(image, call = {}) {
          const folder = await supply.get(clip, { ...call, mayDownload });
          return reporting(clip, worker.call('moods', [folder, modelName(clip), image], call));
        },
      };
    },
    /** The models with these ids, in order: `blip`, `florence`, `vit-gpt2`, `clip`, or an embedder's id. */
    status: (ids: readonly string[]): Promise<ModelStatus[]> =>
      Promise.all(
        ids.map(modelById).map(async (model) => {
          const { files: _, ...about } = model;
          return {
            ...about,
            isPresent: await hub.isPresent(model),
            path: hub.folderOf(model),
            address: `${hfEndpoint}/${model.repo}`,
          };
        }),
      ),
    /** Downloads what is missing of them at a first start, while requests are answered without; the log says how far. */
    async fetchMissing(ids: readonly string[]): Promise<void> {
      if (!offline) return supply.fetchMissing(ids.map(modelById));
      const missing = (await this.status(ids)).filter(({ isPresent }) => !isPresent);
      if (missing.length === 0) return;
      logger?.warn({ models: missing.map(({ id }) => id) }, 'models are missing, and MODELS_OFFLINE is set');
    },
    /**
     * Downloads what is missing of them, one after the other, however long it takes. Throws `DownloadFailure`, `UserError`
     * for an id that cannot be a model's name.
     */
    async download(ids: readonly string[], { signal, onProgress }: CallOptions = {}): Promise<void> {
      for (const model of ids.map(modelById)) {
        await hub.obtain(model, {
          signal,
          onProgress: (doneBytes, totalBytes) =>
            onProgress?.({ type: 'model-downloading', model: model.id, doneBytes, totalBytes }),
        });
      }
    },
    /** Ends the model process and all downloads. */
    async close(): Promise<void> {
      await supply.close();
      await worker.close();
    },
  };
}
