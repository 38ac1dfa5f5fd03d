/**
 * The known models, from `assets/models.json`: repository, commit, licence and files. Sizes and hashes are those of the
 * files at that commit; a file without a hash is checked against what the hub says of it.
 */
import { z } from 'zod';
import { readPackaged } from '../package-path.ts';
import type { EmbeddingRecipe } from './sentence-embedder.ts';

export const captionerIds = ['blip', 'florence', 'vit-gpt2'] as const;

export type CaptionerId = (typeof captionerIds)[number];

const fileSchema = z.object({
  /** In the repository, and in the model's folder. */
  path: z.string(),
  bytes: z.int().optional(),
  sha256: z.string().optional(),
  /** Used when the repository has no `path`. */
  orElse: z.string().optional(),
  /** An ONNX graph whose weights may be in a second file, named like it with `_data` at the end. */
  mayHaveData: z.boolean().optional(),
});

export type ModelFile = z.output<typeof fileSchema>;

const modelSchema = z.object({
  /** Its name for people: `blip`, or an embedder's id on the hub. */
  id: z.string(),
  role: z.enum(['captioner', 'embedder', 'mood']),
  /** `owner/name` on the hub, and the folder in MODELS_DIR. */
  repo: z.string(),
  /** A commit; `main` for a model that is not listed, whose commit is pinned by its first download. */
  revision: z.string(),
  licence: z.string(),
  /** All files together, roughly. */
  megabytes: z.number().nullable(),
  files: z.array(fileSchema),
});

export type Model = z.output<typeof modelSchema>;

const listed = readPackaged(z.array(modelSchema), 'assets', 'models.json');

/** The files of a sentence model in the layout of transformers.js. */
const embedderFiles: ModelFile[] = [
  { path: 'config.json' },
  { path: 'tokenizer.json' },
  { path: 'tokenizer_config.json' },
  { path: 'onnx/model_quantized.onnx', orElse: 'onnx/model.onnx', mayHaveData: true },
];

/** A listed model, or else an embedder by its id on the hub or its folder's name in MODELS_DIR. */
export function modelById(id: string): Model {
  return (
    listed.find((model) => model.id === id) ?? {
      id,
      role: 'embedder',
      repo: id,
      revision: 'main',
      licence: 'see its page on the hub',
      megabytes: null,
      files: embedderFiles,
    }
  );
}

export const isEmbedder = (id: string): boolean => modelById(id).role === 'embedder';

/** Ids and what follows their last slash, in any case, of the listed models and of `more`; null for another name. */
export function findModelId(name: string, more: readonly string[]): string | null {
  const isMeant = (id: string): boolean =>
    [id, shortName(id)].some((one) => one.toLowerCase() === name.toLowerCase());
  return knownIds(more).find(isMeant) ?? null;
}

export const knownIds = (more: readonly string[]): string[] => [
  ...new Set([...listed.map(({ id }) => id), ...more]),
];

/** As people are shown it. */
export const shortName = (id: string): string => id.split('/').at(-1) ?? id;

/** The name in cache keys: another revision is another model. */
export const modelName = ({ repo, revision }: Model): string => `${repo}@${revision.slice(0, 12)}`;

/** BGE models are trained on the first token's vector, E5 models on texts with a prefix; others on the mean of all tokens. */
export function embeddingRecipe(id: string): EmbeddingRecipe {
  return {
    pooling: /(^|[/-])bge-/i.test(id) ? 'cls' : 'mean',
    prefix: /(^|[/-])e5-/i.test(id) ? 'query: ' : '',
  };
}
