/** Model files: downloaded once from the hub into MODELS_DIR and checked; files that a person put there are left alone. */
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError, UserError } from '../errors.ts';
import { models as texts } from '../locales/en/models.ts';
import type { Http } from '../net/http.ts';
import { retried } from '../net/retry.ts';
import type { Model, ModelFile } from './catalogue.ts';
import { type DownloadedFile, downloadFile, failure } from './download-file.ts';
import {
  missingFiles,
  pathsOf,
  type Receipt,
  readReceipt,
  withFolderLock,
  writeReceipt,
} from './model-folder.ts';

export type HubOptions = {
  http: Http;
  modelsDir: string;
  /** `https://huggingface.co`, or a mirror of it. */
  endpoint: string;
  offline: boolean;
  /** A download that brings nothing for so long has failed. Default 30 s. */
  stallMs?: number;
  /** Before the first retry, doubled each time. Default 500 ms. */
  retryDelayMs?: number;
};

export type DownloadProgress = (doneBytes: number, totalBytes: number | null) => void;

export interface Hub {
  /** Where the model's files belong. Throws `UserError` for an id that cannot be a model's name. */
  folderOf(model: Model): string;
  isPresent(model: Model): Promise<boolean>;
  /**
   * The model's folder, after downloading what is missing. Throws `ServiceError` of `models` when that fails; the next
   * call resumes.
   */
  obtain(model: Model, options?: { signal?: AbortSignal; onProgress?: DownloadProgress }): Promise<string>;
}

type DownloadPath = (path: string) => Promise<DownloadedFile>;

async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) {
    throw failure(`the disk has no room for ${Math.ceil(bytes / 1e6)} MB of model files`, false);
  }
}

/** null when the hub has no such file. */
async function ifExists(download: Promise<DownloadedFile>): Promise<DownloadedFile | null> {
  try {
    return await download;
  } catch (error) {
    if (error instanceof ServiceError && error.status === 404) return null;
    throw error;
  }
}

/** Downloads the first of the file's paths that the hub has, weights before their graph: a graph that exists is complete. */
async function downloadAnyPath(
  file: ModelFile,
  download: DownloadPath,
): Promise<Record<string, DownloadedFile>> {
  const paths = pathsOf(file);
  for (const path of paths) {
    const data = file.mayHaveData ? await ifExists(download(`${path}_data`)) : null;
    const isLast = path === paths.at(-1);
    const downloaded = isLast ? await download(path) : await ifExists(download(path));
    if (downloaded !== null) return { ...(data && { [`${path}_data`]: data }), [path]: downloaded };
  }
  return {};
}

/** Adds up the progress of a model's files. Of files of unknown size the model's rough size stands for the total. */
function createProgress(model: Model, missing: readonly ModelFile[], onProgress: DownloadProgress) {
  const sizes = new Map(missing.map(({ path, bytes }) => [path, bytes ?? 0]));
  let complete = 0;
  const sum = (): number => [...sizes.values()].reduce((all, bytes) => all + bytes, 0);
  return {
    sum,
    onBytes(path: string, done: number, bytes: number | null): void {
      sizes.set(path, bytes ?? done);
      const areKnown = [...sizes.values()].every((size) => size > 0);
      const total = areKnown ? sum() : model.megabytes && model.megabytes * 1e6;
      onProgress(complete + done, total && Math.max(total, complete + done));
    },
    complete(bytes: number): void {
      complete += bytes;
    },
  };
}

export function createHub(options: HubOptions): Hub {
  const { http, endpoint, modelsDir, stallMs = 30_000, retryDelayMs = 500 } = options;

  function folderOf({ repo }: Model): string {
    const parts = repo.split('/');
    // It becomes part of a path and of an address.
    if (parts.length > 2 || !parts.every((part) => /^\w[\w.-]{0,95}$/.test(part) && !part.includes('..'))) {
      throw new UserError('bad-model', texts.badName(repo.slice(0, 100)));
    }
    return join(modelsDir, ...parts);
  }

  async function downloadMissing(
    model: Model,
    folder: string,
    signal: AbortSignal | undefined,
    onProgress: DownloadProgress,
  ): Promise<void> {
    const known = await readReceipt(folder);
    const receipt: Receipt =
      known?.revision === model.revision
        ? known
        : { repo: model.repo, revision: model.revision, commit: null, files: {} };
    const missing = await missingFiles(folder, model);
    const progress = createProgress(model, missing, onProgress);
    await assertRoom(folder, progress.sum());
    for (const file of missing) {
      const version = receipt.commit ?? model.revision;
      const download: DownloadPath = async (path) => {
        const request = {
          http,
          url: new URL(`${endpoint}/${model.repo}/resolve/${version}/${path}`),
          target: join(folder, path),
          version,
          // Size and hash are known of the first path only.
          ...(path === file.path && { bytes: file.bytes, sha256: file.sha256 }),
          stallMs,
          signal,
          onBytes: (done: number, total: number | null) => progress.onBytes(path, done, total),
        };
        const retry = { retries: 2, minDelayMs: retryDelayMs, signal };
        const downloaded = await retried(() => downloadFile(request), retry);
        progress.complete(downloaded.bytes);
        return downloaded;
      };
      for (const [path, { commit, ...entry }] of Object.entries(await downloadAnyPath(file, download))) {
        receipt.commit ??= commit;
        receipt.files[path] = entry;
      }
      await writeReceipt(folder, receipt);
    }
  }

  return {
    folderOf,
    isPresent: async (model) => (await missingFiles(folderOf(model), model)).length === 0,
    async obtain(model, { signal, onProgress = () => {} } = {}) {
      const folder = folderOf(model);
      if ((await missingFiles(folder, model)).length === 0) return folder;
      if (options.offline) {
        throw failure(`the model ${model.id} is not on this machine, and MODELS_OFFLINE is set`, false);
      }
      try {
        await mkdir(folder, { recursive: true });
        await withFolderLock(folder, () => downloadMissing(model, folder, signal, onProgress), signal);
        return folder;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ServiceError) throw error;
        throw failure(`the files of the model ${model.id} could not be written`, false, error);
      }
    },
  };
}
