/** The models' files: fetched once from the hub into MODELS_DIR, pinned, checked, and left alone where a person put them. */
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError, UserError } from '../errors.ts';
import type { Http } from '../net/http.ts';
import { retried } from '../net/retry.ts';
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

  /** null when the hub has no such file. */
  async function ifThere(load: Promise<HubFile>): Promise<HubFile | null> {
    try {
      return await load;
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) return null;
      throw error;
    }
  }

  /**
   * Loads the file under the first of its names that the hub has; gives what was loaded by path. Weights come before
   * their graph, so that a graph that is there is whole.
   */
  async function fetchUnderAnyName(
    file: ModelFile,
    load: (path: string) => Promise<HubFile>,
  ): Promise<Record<string, HubFile>> {
    for (const path of namesOf(file)) {
      const data = file.mayHaveData ? await ifThere(load(`${path}_data`)) : null;
      const isLast = path === namesOf(file).at(-1);
      const loaded = isLast ? await load(path) : await ifThere(load(path));
      if (loaded !== null) return { ...(data && { [`${path}_data`]: data }), [path]: loaded };
    }
    return {};
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
    const missing = await missingFiles(folder, model);
    const sizes = new Map(missing.map(({ path, bytes }) => [path, bytes ?? 0]));
    const sum = (): number => [...sizes.values()].reduce((all, bytes) => all + bytes, 0);
    await assertRoom(folder, sum());
    let before = 0;
    for (const file of missing) {
      const loaded = await fetchUnderAnyName(file, (path) =>
        fetchFile(model, path, file, receipt.commit ?? model.revision, signal, (done, bytes) => {
          sizes.set(path, bytes ?? done);
          const isKnown = [...sizes.values()].every((size) => size > 0);
          const total = isKnown ? sum() : model.megabytes && model.megabytes * 1e6;
          // Rough sizes must not make more than the whole.
          onProgress(before + done, total && Math.max(total, before + done));
        }).then((one) => {
          before += one.bytes;
          return one;
        }),
      );
      for (const [path, { bytes, sha256, commit }] of Object.entries(loaded)) {
        receipt.commit ??= commit;
        receipt.files[path] = { bytes, sha256 };
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
