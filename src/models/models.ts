/** The local models as the pipeline's ports: files from the hub, work in the model process. */

import type { Logger } from '../logger.ts';
import type { Http } from '../net/http.ts';
import type { CallOptions, Captioner, Embedder, SceneMood } from '../pipeline/ports.ts';
import { captionerModel, embedderModel, type Model, moodModel } from './catalogue.ts';
import { createHub } from './hub.ts';
import { createClipMood, createLocalCaptioner, openLocalEmbedder } from './model-ports.ts';
import { createModelSupply } from './model-supply.ts';
import { createModelWorker } from './model-worker.ts';
import { type CaptionerId, captionerIds } from './protocol.ts';

export type ModelsOptions = {
  modelsDir: string;
  /** `https://huggingface.co`, or a mirror. */
  hfEndpoint: string;
  /** Never download. */
  offline: boolean;
  /** Without work for so long, models leave memory. */
  idleMinutes: number;
  http: Http;
  logger?: Logger;
  /** See `createModelWorker`. */
  threads?: number;
  beams?: number;
  jobTimeoutMs?: number;
  /** How long a request waits for a download before it goes on without. Default 12 s, 4 s while nothing comes. */
  downloadPatienceMs?: number;
  /** How long an unusable model is left alone. Default 5 minutes. */
  rememberFailureMs?: number;
  now?: () => number;
};

export type ModelStatus = {
  id: string;
  role: Model['role'];
  repo: string;
  revision: string;
  licence: string;
  megabytes: number | null;
  isPresent: boolean;
  path: string;
};

export interface Models {
  /**
   * The captioner asked for and then the others. Only the first is downloaded when it is missing; the others help
   * out when their files are there. Each throws `ServiceError` of `models` when it cannot caption.
   */
  captioners(first: CaptionerId): Captioner[];
  /**
   * Opens an embedder, by its id on the hub or its folder's name in MODELS_DIR: only an open one knows its space.
   * Throws `ServiceError` of `models` when it cannot be had, `UserError` for an id that cannot be one.
   */
  openEmbedder(id: string, options?: CallOptions): Promise<Embedder>;
  sceneMood(): SceneMood;
  /** The models by their ids, in order: `blip`, `florence`, `vit-gpt2`, `clip`, or an embedder's id. */
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
    patienceMs: options.downloadPatienceMs ?? 12_000,
    silenceMs: 4_000,
    rememberMs: options.rememberFailureMs ?? 5 * 60_000,
    now: options.now ?? Date.now,
  });
  const worker = createModelWorker({
    idleMs: options.idleMinutes * 60_000,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(options.beams === undefined ? {} : { beams: options.beams }),
    ...(options.jobTimeoutMs === undefined ? {} : { timeoutMs: options.jobTimeoutMs }),
  });
  const workshop = { supply, worker };

  return {
    captioners: (first) => [
      createLocalCaptioner(workshop, first, { mayDownload: true }),
      ...captionerIds
        .filter((id) => id !== first)
        .map((id) => createLocalCaptioner(workshop, id, { mayDownload: false })),
    ],
    openEmbedder: (id, call = {}) => openLocalEmbedder(workshop, id, call),
    sceneMood: () => createClipMood(workshop),

    status: (ids) =>
      Promise.all(
        ids.map(modelById).map(async (model) => ({
          id: model.id,
          role: model.role,
          repo: model.repo,
          revision: model.revision,
          licence: model.licence,
          megabytes: model.megabytes,
          isPresent: await hub.isPresent(model),
          path: hub.folderOf(model),
        })),
      ),

    async download(ids, { signal, onProgress } = {}) {
      for (const model of ids.map(modelById)) {
        await hub.obtain(model, {
          ...(signal === undefined ? {} : { signal }),
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
