/** The pipeline's ports over one model each: its files from the supply, its work in the model process. */
import { z } from 'zod';
import { MOODS } from '../model/reading.ts';
import type { CallOptions, Captioner, Embedder, SceneMood } from '../pipeline/ports.ts';
import { captionerModel, embedderModel, embeddingRecipe, type Model, moodModel } from './catalogue.ts';
import { failure } from './hub-file.ts';
import type { ModelSupply } from './model-supply.ts';
import { ModelUnusable, type ModelWorker } from './model-worker.ts';
import { loadMoodPrompts } from './mood-prompts.ts';
import { type CaptionerId, type Job, vectorsSchema } from './protocol.ts';

export type Workshop = { supply: ModelSupply; worker: ModelWorker };

/** Texts in one job: few enough that others get their turn, enough that the way to the process costs nothing. */
const textsPerJob = 32;
/** Models read their first few hundred tokens; what is far beyond them would only be cut into tokens for nothing. */
const maxTextLength = 4_000;
/** The longest caption a model of ours gives is a third of it. */
const maxCaptionLength = 600;

/** A model's name for cache keys: another revision is another model. */
const nameOf = (model: Model): string => `${model.repo}@${model.revision.slice(0, 12)}`;

async function run<T>(
  { supply, worker }: Workshop,
  model: Model,
  job: Job,
  answer: z.ZodType<T>,
  call: CallOptions,
): Promise<T> {
  try {
    return await worker.run(job, answer, { signal: call.signal });
  } catch (error) {
    if (error instanceof ModelUnusable) supply.reportFailure(model, error);
    throw error;
  }
}

/** A caption is an outside text like any other: one line, of a length. */
function tidy(caption: string): string {
  return caption
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, maxCaptionLength);
}

/** A captioner that downloads its model only if it may; else it works with files that are there. */
export function createLocalCaptioner(
  workshop: Workshop,
  id: CaptionerId,
  options: { mayDownload: boolean },
): Captioner {
  const model = captionerModel(id);
  return {
    id,
    model: nameOf(model),
    async caption(image, call = {}) {
      const folder = await workshop.supply.get(model, { ...call, ...options });
      const job = { type: 'caption', captioner: id, folder, image } as const;
      const caption = tidy(await run(workshop, model, job, z.string(), call));
      if (caption === '') throw failure(`the model ${id} found no words`, false);
      return caption;
    },
  };
}

/** Opens the model with a first text: what space it has shows only then. */
export async function openLocalEmbedder(
  workshop: Workshop,
  id: string,
  call: CallOptions,
): Promise<Embedder> {
  const model = embedderModel(id);
  const recipe = embeddingRecipe(id);
  const folder = await workshop.supply.get(model, call);
  const embed = (texts: string[], textCall: CallOptions) =>
    run(workshop, model, { type: 'embed', folder, recipe, texts }, vectorsSchema, textCall);
  const { dimensions } = await embed(['a song'], call);
  return {
    space: { model: nameOf(model), dimensions },
    async embed(texts, textCall = {}) {
      // Neighbours in length share a batch: padding is work too.
      const order = texts.map((text, at) => ({ text, at })).sort((a, b) => a.text.length - b.text.length);
      const vectors: Float32Array[] = [];
      const jobs: Promise<void>[] = [];
      for (let from = 0; from < order.length; from += textsPerJob) {
        // Two at a time: the process never waits for us, and others are not shut out.
        await jobs.at(-2);
        const part = order.slice(from, from + textsPerJob);
        const job = embed(
          part.map(({ text }) => text.slice(0, maxTextLength)),
          textCall,
        ).then((rows) => {
          for (const [row, { at }] of part.entries()) {
            vectors[at] = rows.vectors.slice(row * dimensions, (row + 1) * dimensions);
          }
        });
        // Heard by `Promise.all` below; until then a failure must not end the process.
        job.catch(() => {});
        jobs.push(job);
      }
      await Promise.all(jobs);
      return vectors;
    },
  };
}

/** CLIP as the judge of moods. */
export function createClipMood(workshop: Workshop): SceneMood {
  const model = moodModel();
  return {
    model: nameOf(model),
    async moods(image, call = {}) {
      const folder = await workshop.supply.get(model, call);
      const prompts = await loadMoodPrompts(folder, nameOf(model), () =>
        run(workshop, model, { type: 'mood-prompts', folder }, vectorsSchema, call),
      );
      const job = { type: 'moods', folder, image, prompts: prompts.vectors } as const;
      const moods = await run(workshop, model, job, z.instanceof(Float32Array), call);
      if (moods.length !== MOODS.length) throw failure('the model judged other moods', false);
      return [...moods];
    },
  };
}
