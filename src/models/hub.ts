/** Model files: downloaded once from the hub into MODELS_DIR and checked; files that a person put there are left alone. */
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { modelNameForm } from '../config.ts';
import { ServiceError, UserError } from '../errors.ts';
import { hostTexts } from '../locales/en/host.ts';
import type { Http } from '../net/http.ts';
import { retried } from '../net/recovery.ts';
import type { Model } from './catalogue.ts';
import { DownloadFailure, diskFailure } from './download-failure.ts';
import { type DownloadedFile, type DownloadRequest, downloadFile, partOf } from './download-file.ts';
import {
  inventory,
  pathsOf,
  type Receipt,
  readReceipt,
  sizeOf,
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
};

export type DownloadProgress = (doneBytes: number, totalBytes: number | null) => void;

/** Bytes of all the model's files; roughly, where their sizes are not listed. */
function totalBytes({ files, megabytes }: Model): number | null {
  const exact = files.reduce((sum, { bytes = Number.NaN }) => sum + bytes, 0);
  return exact || (megabytes === null ? null : megabytes * 1e6);
}

/** What was downloaded of another revision: sizes that no file has, so that none is taken for a file put there by hand. */
const outdated = (known: Receipt | null): Receipt['files'] =>
  Object.fromEntries(Object.keys(known?.files ?? {}).map((path) => [path, { bytes: 0, sha256: '' }]));

/** False when the hub has no such file. */
async function ifExists(download: Promise<boolean>): Promise<boolean> {
  return download.catch((error: unknown) => {
    if (error instanceof ServiceError && error.status === 404) return false;
    throw error;
  });
}

export type Hub = ReturnType<typeof createHub>;

export function createHub(options: HubOptions) {
  const { http, endpoint, modelsDir, stallMs = 30_000 } = options;

  /** Where the model's files belong. Throws `UserError` for an id that cannot be a model's name. */
  function folderOf({ repo }: Model): string {
    if (!modelNameForm.test(repo)) {
      throw new UserError('bad-model', hostTexts.models.badName(repo.slice(0, 100)));
    }
    return join(modelsDir, ...repo.split('/'));
  }

  const isPresent = async (model: Model): Promise<boolean> =>
    (await inventory(folderOf(model), model)).missing.length === 0;

  const placeOf = (model: Model) => ({
    model: model.id,
    folder: folderOf(model),
    host: new URL(endpoint).host,
  });

  /** Tries again for as long as each try brings the file further, and twice without. */
  async function persistently(request: DownloadRequest, had = 0): Promise<DownloadedFile> {
    const retry = { retries: 2, minDelayMs: http.retryDelayMs ?? 500, signal: request.signal };
    try {
      return await retried(() => downloadFile(request), retry);
    } catch (error) {
      const has = await sizeOf(partOf(request.target, request.version));
      const mayPass = error instanceof DownloadFailure && error.mayPass;
      if (mayPass && has > had) return persistently(request, has);
      throw error;
    }
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
        : { repo: model.repo, revision: model.revision, commit: null, files: outdated(known) };
    const { missing, bytes: present } = await inventory(folder, model);
    // Another process has downloaded it while this one waited for the lock.
    if (missing.length === 0) return;
    const expected = totalBytes(model);
    let complete = present;
    const parts = missing.map(({ path }) =>
      sizeOf(partOf(join(folder, path), receipt.commit ?? model.revision)),
    );
    const there = (await Promise.all(parts)).reduce((sum, bytes) => sum + bytes, present);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < (expected ?? 0) - there) throw new DownloadFailure('diskFull', placeOf(model));
    // The files may be a little larger together than their rough size.
    const report = (done: number): void => onProgress(done, expected && Math.max(expected, done));
    report(there);

    /** Size and hash are known of a file's first path only. */
    async function download(
      path: string,
      known: { bytes?: number | undefined; sha256?: string | undefined },
    ) {
      const version = receipt.commit ?? model.revision;
      const request = {
        ...known,
        http,
        model: model.id,
        folder,
        url: new URL(`${endpoint}/${model.repo}/resolve/${version}/${path}`),
        target: join(folder, path),
        version,
        stallMs,
        signal,
        onBytes: (done: number) => report(complete + done),
      };
      const { commit, ...downloaded } = await persistently(request);
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
    isPresent,
    /**
     * The model's folder, after downloading what is missing. Throws `DownloadFailure` when that fails; the next call
     * resumes.
     */
    async obtain(model: Model, call: { signal?: AbortSignal; onProgress?: DownloadProgress } = {}) {
      const { signal, onProgress = () => {} } = call;
      const folder = folderOf(model);
      if (await isPresent(model)) return folder;
      if (options.offline) throw new DownloadFailure('offline', placeOf(model));
      try {
        await mkdir(folder, { recursive: true });
        await withFolderLock(folder, () => downloadMissing(model, folder, signal, onProgress), signal);
        return folder;
      } catch (error) {
        signal?.throwIfAborted();
        throw diskFailure(error, placeOf(model)) ?? error;
      }
    },
  };
}
