/** The local models as ports of the pipeline. */
import { createWorker } from '../concurrency/worker-process.ts';
import type { Logger } from '../logger.ts';
import type { Http } from '../net/http.ts';
import type { CallOptions, Captioner } from '../pipeline/ports.ts';
import { type CaptionerId, captionerIds, type Model, modelById } from './catalogue.ts';
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
};

export type ModelStatus = Omit<Model, 'files'> & { isPresent: boolean; path: string };

export type Models = ReturnType<typeof createModels>;

export function createModels(options: ModelsOptions) {
  const { modelsDir, offline, http, logger } = options;
  const hub = createHub({ http, modelsDir, endpoint: options.hfEndpoint, offline });
  const supply = createModelSupply(hub, logger);
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
    /**
     * The captioner asked for, then the others. Only the first is downloaded when it is missing; the others are used when
     * their files are there. Each throws `ServiceError` of `models` when it cannot caption.
     */
    captioners(first: CaptionerId): Captioner[] {
      const others = captionerIds.filter((id) => id !== first);
      return [first, ...others].map((id) => createLocalCaptioner(tools, id, { mayDownload: id === first }));
    },
    /**
     * Opens an embedder by its id on the hub or its folder's name in MODELS_DIR. Throws `ServiceError` of `models` when
     * that fails, `UserError` for an id that cannot be a model's name.
     */
    openEmbedder: (id: string, call: CallOptions = {}) => openLocalEmbedder(tools, id, call),
    sceneMood: () => createClipMood(tools),
    /** The models with these ids, in order: `blip`, `florence`, `vit-gpt2`, `clip`, or an embedder's id. */
    status: (ids: readonly string[]): Promise<ModelStatus[]> =>
      Promise.all(
        ids.map(modelById).map(async (model) => {
          const { files: _, ...about } = model;
          return { ...about, isPresent: await hub.isPresent(model), path: hub.folderOf(model) };
        }),
      ),
    /** Downloads what is missing of them, one after the other, however long it takes. */
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
      supply.close();
      await worker.close();
    },
  };
}
