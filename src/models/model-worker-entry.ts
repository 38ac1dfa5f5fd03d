/** The model process: opens models when they are first used and answers one job at a time. */
import { availableParallelism } from 'node:os';
import { CannotOpen, serveParent } from '../concurrency/worker-process.ts';
import type { RgbImage } from '../model/photo.ts';
import { openBlip } from './blip.ts';
import { captionWith, openFlorence, openVitGpt2 } from './captioners.ts';
import type { CaptionerId } from './catalogue.ts';
import { openClipMood } from './clip-mood.ts';
import { type EmbeddingRecipe, openSentenceEmbedder } from './sentence-embedder.ts';

/** Of one operator in an inference session: the bot keeps one of the machine's. */
const threads = Math.max(1, Math.min(4, availableParallelism() - 1));

/** Opens each model once. A failure is not kept: the model's files may be repaired by the next time. */
function openOnce<T, Arguments extends string[]>(
  open: (...args: [...Arguments, { threads: number }]) => Promise<T>,
): (...args: Arguments) => Promise<T> {
  const opened = new Map<string, Promise<T>>();
  return (...args) => {
    const key = args.join('\n');
    const opening =
      opened.get(key) ??
      open(...args, { threads }).catch((cause: unknown) => {
        opened.delete(key);
        throw new CannotOpen('a model cannot be opened', { cause });
      });
    opened.set(key, opening);
    return opening;
  };
}

const captioners = {
  blip: openOnce(openBlip),
  florence: openOnce(openFlorence),
  'vit-gpt2': openOnce(openVitGpt2),
};
const clipMood = openOnce(openClipMood);
const sentenceEmbedder = openOnce(openSentenceEmbedder);

/** `folder` holds the model's files. */
const methods = {
  caption: async (captioner: CaptionerId, folder: string, image: RgbImage) =>
    captionWith(await captioners[captioner](folder), image),
  embed: async (folder: string, recipe: EmbeddingRecipe, texts: readonly string[]) =>
    (await sentenceEmbedder(folder))(texts, recipe),
  /** `model` is its name in the catalogue. */
  moods: async (folder: string, model: string, image: RgbImage) => (await clipMood(folder, model))(image),
};
export type ModelMethods = typeof methods;

serveParent(methods);
