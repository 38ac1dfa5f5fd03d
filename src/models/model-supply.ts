/**
 * Gives a model's folder when it is needed. A download belongs to no request: many can wait for it, each only as long as
 * it may, and what failed is not tried again for a while.
 */
import { withSignal } from '../concurrency/time-limits.ts';
import { causeChain, DownloadingError, ServiceError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import type { Model } from './catalogue.ts';
import { DownloadFailure } from './download-failure.ts';
import type { DownloadProgress, Hub } from './hub.ts';

/** How long a request waits for a download, which then goes on without it. */
const patienceMs = 12_000;
/** How long after its start a download is waited for that has brought nothing yet. */
const silenceMs = 4_000;
/** How long a failure is remembered. */
const rememberMs = 5 * 60_000;
/** Downloads of the first start are tried again, with longer and longer breaks. */
const longestBreakMs = 60 * 60_000;

type Download = {
  folder: Promise<string>;
  listeners: Set<NonNullable<CallOptions['onProgress']>>;
  startedAt: number;
  /** How much was there at its start, and is now; null before the start, while another process downloads. */
  bytes: { first: number; done: number; total: number | null } | null;
};

/** Calls `report` at once, and then for each further tenth. */
export function inTenths(report: DownloadProgress): DownloadProgress {
  let next = 0;
  return (doneBytes, totalBytes) => {
    const tenth = totalBytes === null ? 0 : Math.floor((10 * doneBytes) / totalBytes);
    if (tenth < next) return;
    next = tenth + 1;
    report(doneBytes, totalBytes);
  };
}

const isSilent = ({ bytes }: Download): boolean => bytes === null || bytes.done === bytes.first;

const shareOf = ({ bytes }: Download): number | null =>
  bytes === null || bytes.total === null ? null : Math.min(1, bytes.done / bytes.total);

/** How long it takes at its pace so far; null before there is one. */
function msLeft({ bytes, startedAt }: Download): number | null {
  const elapsedMs = Date.now() - startedAt;
  if (bytes === null || bytes.total === null || bytes.done === bytes.first || elapsedMs < 2_000) return null;
  return (elapsedMs * (bytes.total - bytes.done)) / (bytes.done - bytes.first);
}

export function createModelSupply(hub: Hub, logger?: Logger) {
  const downloads = new Map<string, Download>();
  const failures = new Map<string, { error: unknown; until: number }>();
  const closing = new AbortController();

  /** The model cannot be used: for a while nobody needs to try. */
  function reportFailure(model: Model, error: unknown): void {
    failures.set(model.id, { error, until: Date.now() + rememberMs });
    logger?.warn({ model: model.id, causes: causeChain(error) }, 'a model cannot be used for now');
  }

  function startDownload(model: Model): Download {
    const { id, megabytes, licence } = model;
    const listeners: Download['listeners'] = new Set();
    const log = inTenths((done, total) => {
      const percent = total === null ? null : Math.floor((100 * done) / total);
      logger?.info({ model: id, percent, megabytes, licence }, 'a model is being downloaded');
    });
    const folder = hub
      .obtain(model, {
        signal: closing.signal,
        onProgress(doneBytes, totalBytes) {
          log(doneBytes, totalBytes);
          const first = download.bytes?.first ?? doneBytes;
          download.bytes = { first, done: doneBytes, total: totalBytes };
          const event = { type: 'model-downloading', model: id, doneBytes, totalBytes } as const;
          for (const listener of listeners) listener(event);
        },
      })
      .then((path) => {
        logger?.info({ model: id }, 'a model is there');
        return path;
      })
      .catch((error: unknown) => {
        if (!closing.signal.aborted) reportFailure(model, error);
        throw error;
      })
      .finally(() => downloads.delete(id));
    // When no request waits any more, a failure must not end the process.
    folder.catch(() => {});
    const download: Download = { folder, listeners, startedAt: Date.now(), bytes: null };
    downloads.set(id, download);
    return download;
  }

  /** Waits as long as this request may, half of its time at most, and not for what will take longer. */
  async function wait(download: Download, model: Model, call: CallOptions): Promise<string> {
    const { signal, deadline, onProgress } = call;
    const left = deadline === undefined ? patienceMs : Math.max(0, (deadline - Date.now()) / 2);
    const patience = Math.min(patienceMs, left);
    let giveUp = (): void => {};
    const gaveUp = new Promise<never>((_, reject) => {
      giveUp = () => reject(new DownloadingError(model.id, shareOf(download)));
    });
    if ((msLeft(download) ?? 0) > patience) giveUp();
    const timeout = setTimeout(giveUp, patience);
    const silentMs = silenceMs - (Date.now() - download.startedAt);
    const silence = setTimeout(() => isSilent(download) && giveUp(), Math.max(0, silentMs));
    if (onProgress !== undefined) download.listeners.add(onProgress);
    try {
      return await withSignal(Promise.race([download.folder, gaveUp]), signal);
    } finally {
      clearTimeout(timeout);
      clearTimeout(silence);
      if (onProgress !== undefined) download.listeners.delete(onProgress);
    }
  }

  const downloadOf = (model: Model): Download => downloads.get(model.id) ?? startDownload(model);

  return {
    reportFailure,
    /** Ends all downloads. */
    async close(): Promise<void> {
      closing.abort();
      await Promise.allSettled([...downloads.values()].map(({ folder }) => folder));
    },
    /**
     * The model's folder, after downloading what is missing. Throws `ServiceError` of `models`, not retryable, when it is
     * not there in time.
     */
    async get(model: Model, { mayDownload = true, ...call }: CallOptions & { mayDownload?: boolean } = {}) {
      call.signal?.throwIfAborted();
      const failed = failures.get(model.id);
      const failure = (message: string, cause?: unknown) =>
        new ServiceError(message, { service: 'models', cause });
      if (failed !== undefined && Date.now() < failed.until) {
        throw failure(`the model ${model.id} could not be used a moment ago`, failed.error);
      }
      if (await hub.isPresent(model)) return hub.folderOf(model);
      if (!mayDownload) throw failure(`the model ${model.id} is not on this machine`);
      return wait(downloadOf(model), model, call);
    },
    /**
     * Downloads what is missing of them, one after the other, the smallest first: it is of use soonest. Tries again while
     * the hub or the network fails. Resolves when no more can be done, and when this closes.
     */
    async fetchMissing(models: readonly Model[]): Promise<void> {
      const smallestFirst = models.toSorted((a, b) => (a.megabytes ?? 0) - (b.megabytes ?? 0));
      for (let breakMs = rememberMs; ; breakMs = Math.min(2 * breakMs, longestBreakMs)) {
        let mayWorkLater = false;
        for (const model of smallestFirst) {
          try {
            if (!(await hub.isPresent(model))) await downloadOf(model).folder;
          } catch (error) {
            mayWorkLater ||= error instanceof DownloadFailure && error.mayPass;
          }
          if (closing.signal.aborted) return;
        }
        if (!mayWorkLater) return;
        const rested = new Promise((resolve) => setTimeout(resolve, breakMs).unref());
        await withSignal(rested, closing.signal).catch(() => undefined);
        if (closing.signal.aborted) return;
      }
    },
  };
}
