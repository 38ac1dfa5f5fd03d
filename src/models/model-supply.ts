/**
 * Gives a model's folder when it is needed. A download belongs to no request: many can wait for it, each only as long as
 * it may, and what failed is not tried again for a while.
 */
import { withSignal } from '../concurrency/time-limits.ts';
import type { Logger } from '../logger.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import type { Model } from './catalogue.ts';
import { failure } from './download-file.ts';
import type { Hub } from './hub.ts';

/** How long a request waits for a download, which then goes on without it. */
const patienceMs = 12_000;
/** How long it waits for the first byte. */
const silenceMs = 4_000;
/** How long a failure is remembered. */
const rememberMs = 5 * 60_000;

type Download = {
  folder: Promise<string>;
  listeners: Set<NonNullable<CallOptions['onProgress']>>;
  hasBytes: boolean;
};

export function createModelSupply(hub: Hub, logger?: Logger) {
  const downloads = new Map<string, Download>();
  const failures = new Map<string, { error: unknown; until: number }>();
  const closing = new AbortController();

  /** The model cannot be used: for a while nobody needs to try. */
  function reportFailure(model: Model, error: unknown): void {
    failures.set(model.id, { error, until: Date.now() + rememberMs });
    logger?.warn({ model: model.id, error }, 'a model cannot be used for now');
  }

  function startDownload(model: Model): Download {
    const listeners: Download['listeners'] = new Set();
    const folder = hub
      .obtain(model, {
        signal: closing.signal,
        onProgress(doneBytes, totalBytes) {
          download.hasBytes = true;
          const event = { type: 'model-downloading', model: model.id, doneBytes, totalBytes } as const;
          for (const listener of listeners) listener(event);
        },
      })
      .catch((error: unknown) => {
        if (!closing.signal.aborted) reportFailure(model, error);
        throw error;
      })
      .finally(() => downloads.delete(model.id));
    // When no request waits any more, a failure must not end the process.
    folder.catch(() => {});
    const download: Download = { folder, listeners, hasBytes: false };
    downloads.set(model.id, download);
    return download;
  }

  /** Waits as long as this request may: half of its time at most. */
  async function wait(download: Download, model: Model, call: CallOptions): Promise<string> {
    const { signal, deadline, onProgress } = call;
    const left = deadline === undefined ? patienceMs : Math.max(0, (deadline - Date.now()) / 2);
    let giveUp = (): void => {};
    const gaveUp = new Promise<never>((_, reject) => {
      giveUp = () => reject(failure(`the model ${model.id} is still being downloaded`, false));
    });
    const patience = setTimeout(giveUp, Math.min(patienceMs, left));
    const silence = setTimeout(() => download.hasBytes || giveUp(), silenceMs);
    if (onProgress !== undefined) download.listeners.add(onProgress);
    try {
      return await withSignal(Promise.race([download.folder, gaveUp]), signal);
    } finally {
      clearTimeout(patience);
      clearTimeout(silence);
      if (onProgress !== undefined) download.listeners.delete(onProgress);
    }
  }

  return {
    reportFailure,
    /** Ends all downloads. */
    close: () => closing.abort(),
    /**
     * The model's folder, after downloading what is missing. Throws `ServiceError` of `models`, not retryable, when it is
     * not there in time.
     */
    async get(model: Model, { mayDownload = true, ...call }: CallOptions & { mayDownload?: boolean } = {}) {
      call.signal?.throwIfAborted();
      const failed = failures.get(model.id);
      if (failed !== undefined && Date.now() < failed.until) {
        throw failure(`the model ${model.id} could not be used a moment ago`, false, failed.error);
      }
      if (await hub.isPresent(model)) return hub.folderOf(model);
      if (!mayDownload) throw failure(`the model ${model.id} is not on this machine`, false);
      return wait(downloads.get(model.id) ?? startDownload(model), model, call);
    },
  };
}
