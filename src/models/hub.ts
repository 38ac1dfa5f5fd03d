/** Model files: downloaded once from the hub into MODELS_DIR and checked; files that a person put there are left alone. */
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError, UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import type { Http } from '../net/http.ts';
import { retried } from '../net/recovery.ts';
import type { Model } from './catalogue.ts';
import { downloadFile, failure } from './download-file.ts';
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

async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) {
    throw failure(`the disk has no room for ${Math.ceil(bytes / 1e6)} MB of model files`, false);
  }
}

/** False when the hub has no such file. */
async function ifExists(download: Promise<boolean>): Promise<boolean> {
  return download.catch((error: unknown) => {
    if (error instanceof ServiceError && error.status === 404) return false;
    throw error;
  });
}

export type Hub = ReturnType<typeof createHub>;

export function createHub(options: HubOptions) {
  const { http, endpoint, modelsDir, stallMs = 30_000, retryDelayMs = 500 } = options;

  /** Where the model's files belong. Throws `UserError` for an id that cannot be a model's name. */
  function folderOf({ repo }: Model): string {
    const parts = repo.split('/');
    // It becomes part of a path and of an address.
    if (parts.length > 2 || !parts.every((part) => /^\w[\w.-]{0,95}$/.test(part) && !part.includes('..'))) {
      throw new UserError('bad-model', hostTexts.models.badName(repo.slice(0, 100)));
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
    await assertRoom(
      folder,
      missing.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    );
    // Of files of unknown size the model's rough size stands for the total.
    const exact = missing.reduce((sum, { bytes = Number.NaN }) => sum + bytes, 0);
    const expected = exact || (model.megabytes ?? 0) * 1e6;
    let complete = 0;

    /** Size and hash are known of a file's first path only. */
    async function download(
      path: string,
      known: { bytes?: number | undefined; sha256?: string | undefined },
    ) {
      const version = receipt.commit ?? model.revision;
      const request = {
        ...known,
        http,
        url: new URL(`${endpoint}/${model.repo}/resolve/${version}/${path}`),
        target: join(folder, path),
        version,
        stallMs,
        signal,
        onBytes: (done: number, bytes: number | null) =>
          onProgress(complete + done, Math.max(expected, complete + (bytes ?? 0)) || null),
      };
      const retry = { retries: 2, minDelayMs: retryDelayMs, signal };
      const { commit, ...downloaded } = await retried(() => downloadFile(request), retry);
      complete += downloaded.bytes;
      receipt.commit ??= commit;
      receipt.files[path] = downloaded;
      return true;
    }
    for (const file of missing) {
      const paths = pathsOf(file);
      for (const path of paths) {
        // Weights before their graph: a graph that exists is complete.
        if (file.mayHaveData) await ifExists(download(`${path}_data`, {}));
        const downloaded = download(path, path === file.path ? file : {});
        if (await (path === paths.at(-1) ? downloaded : ifExists(downloaded))) break;
      }
      await writeReceipt(folder, receipt);
    }
  }

  return {
    folderOf,
    isPresent: async (model: Model) => (await missingFiles(folderOf(model), model)).length === 0,
    /**
     * The model's folder, after downloading what is missing. Throws `ServiceError` of `models` when that fails; the next
     * call resumes.
     */
    async obtain(model: Model, call: { signal?: AbortSignal; onProgress?: DownloadProgress } = {}) {
      const { signal, onProgress = () => {} } = call;
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
