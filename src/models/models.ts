/** The local models as ports of the pipeline. */
import { createWorker } from '../concurrency/worker-process.ts';
import type { Logger } from '../logger.ts';
import type { Http } from '../net/http.ts';
import type { CallOptions, Captioner, Embedder, SceneMood } from '../pipeline/ports.ts';
import {
  type CaptionerId,
  captionerIds,
  captionerModel,
  embedderModel,
  type Model,
  moodModel,
} from './catalogue.ts';
import { createHub } from './hub.ts';
import { createClipMood, createLocalCaptioner, openLocalEmbedder } from './model-ports.ts';
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
  now?: () => number;
};

export type ModelStatus = Omit<Model, 'files'> & { isPresent: boolean; path: string };

export interface Models {
  /**
   * The captioner asked for, then the others. Only the first is downloaded when it is missing; the others are used when
   * their files are there. Each throws `ServiceError` of `models` when it cannot caption.
   */
  captioners(first: CaptionerId): Captioner[];
  /**
   * Opens an embedder by its id on the hub or its folder's name in MODELS_DIR. Throws `ServiceError` of `models` when
   * that fails, `UserError` for an id that cannot be a model's name.
   */
  openEmbedder(id: string, options?: CallOptions): Promise<Embedder>;
  sceneMood(): SceneMood;
  /** The models with these ids, in order: `blip`, `florence`, `vit-gpt2`, `clip`, or an embedder's id. */
  status(ids: readonly string[]): Promise<ModelStatus[]>;
  /** Downloads what is missing of them, one after the other, however long it takes. */
  download(ids: readonly string[], options?: CallOptions): Promise<void>;
  /** Ends the model process and all downloads. */
  close(): Promise<void>;
}

function modelById(id: string): Model {
  const captioner = captionerIds.find((known) => known === id);
  if (captioner !== undefined) return captionerModel(captioner);
  return id === moodModel().id ? moodModel() : embedderModel(id);
}

export function createModels(options: ModelsOptions): Models {
  const { modelsDir, offline, http, logger } = options;
  const hub = createHub({ http, modelsDir, endpoint: options.hfEndpoint, offline });
  const supply = createModelSupply({
    hub,
    logger,
    patienceMs: 12_000,
    silenceMs: 4_000,
    rememberMs: 5 * 60_000,
    now: options.now ?? Date.now,
  });
  // Inference blocks its thread, so it never runs in the bot's process.
  const worker = createWorker<ModelMethods>({
    beside: import.meta.url,
    entry: 'model-worker-entry',
    service: 'models',
    timeoutMs: 60_000,
    idleMs: options.idleMinutes * 60_000,
  });
  const tools = { supply, worker };

  return {
    captioners(first) {
      const others = captionerIds.filter((id) => id !== first);
      return [first, ...others].map((id) => createLocalCaptioner(tools, id, { mayDownload: id === first }));
    },
    openEmbedder: (id, call = {}) => openLocalEmbedder(tools, id, call),
    sceneMood: () => createClipMood(tools),
    status: (ids) =>
      Promise.all(
        ids.map(modelById).map(async (model) => {
          const { files: _, ...about } = model;
          return { ...about, isPresent: await hub.isPresent(model), path: hub.folderOf(model) };
        }),
      ),
    async download(ids, { signal, onProgress } = {}) {
      for (const model of ids.map(modelById)) {
        await hub.obtain(model, {
          ...(signal && { signal }),
          onProgress: (doneBytes, totalBytes) =>
            onProgress?.({ type: 'model-downloading', model: model.id, doneBytes, totalBytes }),
        });
      }
    },
    async close() {
      supply.close();
      await worker.close();
    },
  };
}
