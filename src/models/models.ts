/** The local models as the pipeline's ports: files from the hub, work in the model thread. */

import { z } from 'zod';
import type { Logger } from '../logger.ts';
import type { CallOptions, Captioner, Embedder, SceneMood } from '../pipeline/ports.ts';
import { MOODS } from '../pipeline/types.ts';
import type { Http } from '../support/http.ts';
import { captionerModel, embedderModel, embeddingRecipe, type Model, moodModel } from './catalogue.ts';
import { createHub } from './hub.ts';
import { failure } from './hub-file.ts';
import { createModelSupply } from './model-supply.ts';
import { createModelThread, ModelUnusable } from './model-thread.ts';
import { loadMoodPrompts } from './mood-prompts.ts';
import { type CaptionerId, captionerIds, type Job, vectorsSchema } from './protocol.ts';

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
  /** See `createModelThread`. */
  threads?: number;
  jobTimeoutMs?: number;
  /** How long a request waits for a download before it goes on without. Default 20 s. */
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
  /** Ends the thread and all downloads. */
  close(): Promise<void>;
}

/** Texts in one job: few enough that others get their turn, enough that the way to the thread costs nothing. */
const textsPerJob = 32;

function modelById(id: string): Model {
  const captioner = captionerIds.find((known) => known === id);
  if (captioner !== undefined) return captionerModel(captioner);
  return id === moodModel().id ? moodModel() : embedderModel(id);
}

/** A model's name for cache keys: another revision is another model. */
const nameOf = (model: Model): string => `${model.repo}@${model.revision.slice(0, 12)}`;

export function createModels(options: ModelsOptions): Models {
  const { modelsDir, offline, http, logger } = options;
  const hub = createHub({ http, modelsDir, endpoint: options.hfEndpoint, offline });
  const supply = createModelSupply({
    hub,
    logger,
    patienceMs: options.downloadPatienceMs ?? 20_000,
    rememberMs: options.rememberFailureMs ?? 5 * 60_000,
    now: options.now ?? Date.now,
  });
  const thread = createModelThread({
    idleMs: options.idleMinutes * 60_000,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(options.jobTimeoutMs === undefined ? {} : { timeoutMs: options.jobTimeoutMs }),
  });

  async function run<T>(model: Model, job: Job, answer: z.ZodType<T>, call: CallOptions): Promise<T> {
    try {
      return await thread.run(job, answer, { signal: call.signal });
    } catch (error) {
      if (error instanceof ModelUnusable) supply.reportFailure(model, error);
      throw error;
    }
  }

  function captioner(id: CaptionerId, mayDownload: boolean): Captioner {
    const model = captionerModel(id);
    return {
      id,
      model: nameOf(model),
      async caption(image, call = {}) {
        const folder = await supply.get(model, { ...call, mayDownload });
        const caption = await run(model, { type: 'caption', captioner: id, folder, image }, z.string(), call);
        if (caption === '') throw failure(`the model ${id} found no words`, false);
        return caption;
      },
    };
  }

  return {
    captioners: (first) => [
      captioner(first, true),
      ...captionerIds.filter((id) => id !== first).map((id) => captioner(id, false)),
    ],

    async openEmbedder(id, call = {}) {
      const model = embedderModel(id);
      const recipe = embeddingRecipe(id);
      const folder = await supply.get(model, call);
      const embed = (texts: string[], { signal }: CallOptions) =>
        run(model, { type: 'embed', folder, recipe, texts }, vectorsSchema, { signal });
      const { dimensions } = await embed(['a song'], call);
      return {
        space: { model: nameOf(model), dimensions },
        async embed(texts, textCall = {}) {
          const jobs: Promise<Float32Array[]>[] = [];
          for (let from = 0; from < texts.length; from += textsPerJob) {
            // Two at a time: the thread never waits for us, and others are not shut out.
            await jobs.at(-2);
            const part = texts.slice(from, from + textsPerJob);
            const job = embed(part, textCall).then(({ vectors }) =>
              part.map((_, row) => vectors.subarray(row * dimensions, (row + 1) * dimensions)),
            );
            // Heard by `Promise.all` below; until then a failure must not end the process.
            job.catch(() => {});
            jobs.push(job);
          }
          return (await Promise.all(jobs)).flat();
        },
      };
    },

    sceneMood() {
      const model = moodModel();
      return {
        model: nameOf(model),
        async moods(image, call = {}) {
          const folder = await supply.get(model, call);
          const prompts = await loadMoodPrompts(folder, nameOf(model), () =>
            run(model, { type: 'mood-prompts', folder }, vectorsSchema, call),
          );
          const moods = await run(
            model,
            { type: 'moods', folder, image, prompts: prompts.vectors },
            z.instanceof(Float32Array),
            call,
          );
          if (moods.length !== MOODS.length) throw failure('the model judged other moods', false);
          return moods;
        },
      };
    },

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
      await thread.close();
    },
  };
}
