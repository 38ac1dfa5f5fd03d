/** The models' files: fetched once from the hub into MODELS_DIR, pinned, checked, and left alone where a person put them. */
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError, UserError } from '../errors.ts';
import type { Http } from '../support/http.ts';
import { retried } from '../support/retry.ts';
import type { Model, ModelFile } from './catalogue.ts';
import { withFolderLock } from './folder-lock.ts';
import { failure, fetchHubFile, type HubFile } from './hub-file.ts';
import { missingFiles, namesOf, type Receipt, readReceipt, writeReceipt } from './model-folder.ts';

export type HubOptions = {
  http: Http;
  modelsDir: string;
  /** `https://huggingface.co`, or a mirror of it. */
  endpoint: string;
  offline: boolean;
  /** A download from which nothing came for so long has failed. Default 30 s. */
  stallMs?: number;
  /** The first wait before a failed download is gone on with, doubled each time. Default 500 ms. */
  retryDelayMs?: number;
};

export type DownloadProgress = (doneBytes: number, totalBytes: number | null) => void;

export interface Hub {
  /** Where the model's files belong, there or not. Throws `UserError` for an id that is no model's name. */
  folderOf(model: Model): string;
  isPresent(model: Model): Promise<boolean>;
  /**
   * The model's folder, its files downloaded where they are missing. Throws `ServiceError` of `models` when they
   * cannot be had; what was loaded by then is gone on from the next time.
   */
  obtain(model: Model, options?: { signal?: AbortSignal; onProgress?: DownloadProgress }): Promise<string>;
}

/** Hosts that huggingface.co hands its downloads to. */
export function isHubHost(host: string): boolean {
  return /(^|\.)(huggingface\.co|hf\.co)$/.test(host);
}

async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) {
    throw failure(`the disk has no room for ${Math.ceil(bytes / 1e6)} MB of model files`, false);
  }
}

export function createHub(options: HubOptions): Hub {
  const stallMs = options.stallMs ?? 30_000;

  function folderOf(model: Model): string {
    const parts = model.repo.split('/');
    // It becomes part of a path and of an address.
    if (parts.length > 2 || !parts.every((part) => /^\w[\w.-]{0,95}$/.test(part) && !part.includes('..'))) {
      throw new UserError(
        'bad-model',
        `"${model.repo.slice(0, 100)}" is no model's name; it looks like owner/name, or is a folder in MODELS_DIR.`,
      );
    }
    return join(options.modelsDir, ...parts);
  }

  async function fetchFile(
    model: Model,
    path: string,
    file: ModelFile,
    revision: string,
    signal: AbortSignal | undefined,
    onBytes: (done: number, total: number | null) => void,
  ): Promise<HubFile> {
    const isNamed = path === file.path;
    return retried(
      () =>
        fetchHubFile({
          http: options.http,
          url: new URL(`${options.endpoint}/${model.repo}/resolve/${revision}/${path}`),
          isOwnHost: isHubHost,
          target: join(folderOf(model), path),
          version: revision,
          bytes: isNamed ? file.bytes : undefined,
          sha256: isNamed ? file.sha256 : undefined,
          stallMs,
          signal,
          onBytes,
        }),
      { retries: 2, minDelayMs: options.retryDelayMs ?? 500, signal },
    );
  }

  /** The first of the file's names that the hub has; null for an optional file it has not. */
  async function fetchAny(
    file: ModelFile,
    load: (path: string) => Promise<HubFile>,
  ): Promise<{ path: string; loaded: HubFile } | null> {
    for (const [at, path] of namesOf(file).entries()) {
      try {
        return { path, loaded: await load(path) };
      } catch (error) {
        const isMissing = error instanceof ServiceError && error.status === 404;
        const isLast = at === namesOf(file).length - 1;
        if (!isMissing || (isLast && !file.isOptional)) throw error;
      }
    }
    return null;
  }

  async function download(
    model: Model,
    folder: string,
    signal: AbortSignal | undefined,
    onProgress: DownloadProgress,
  ): Promise<void> {
    const known = await readReceipt(folder);
    const receipt: Receipt =
      known !== null && known.revision === model.revision
        ? known
        : { repo: model.repo, revision: model.revision, commit: null, files: {} };
    const missing = (await missingFiles(folder, model)).map(({ path }) => path);
    // Optional files are asked for along with the others, never alone.
    const wanted = model.files.filter((file) => missing.includes(file.path) || (file.isOptional && !known));
    const sizes = wanted.map(({ bytes }) => bytes ?? 0);
    await assertRoom(
      folder,
      sizes.reduce((sum, bytes) => sum + bytes, 0),
    );
    const total = (): number | null =>
      wanted.every((file, at) => file.isOptional || (sizes[at] ?? 0) > 0)
        ? sizes.reduce((sum, bytes) => sum + bytes, 0)
        : model.megabytes && model.megabytes * 1e6;
    let before = 0;
    for (const [at, file] of wanted.entries()) {
      const found = await fetchAny(file, (path) =>
        fetchFile(model, path, file, receipt.commit ?? model.revision, signal, (done, all) => {
          sizes[at] = all ?? done;
          onProgress(before + done, total());
        }),
      );
      if (found === null) continue;
      const { bytes, sha256, commit } = found.loaded;
      before += bytes;
      receipt.commit ??= commit;
      receipt.files[found.path] = { bytes, sha256 };
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
        await withFolderLock(folder, () => download(model, folder, signal, onProgress), signal);
        return folder;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ServiceError) throw error;
        throw failure(`the files of the model ${model.id} could not be written`, false, error);
      }
    },
  };
}
