/**
 * A model's folder when it is needed. Downloads belong to the process, not to whoever asked first: many may wait
 * for one, nobody longer than they can, and what failed a moment ago is not tried again for each photo.
 */
import type { Logger } from '../logger.ts';
import type { CallOptions } from '../pipeline/ports.ts';
import type { Model } from './catalogue.ts';
import type { Hub } from './hub.ts';
import { failure } from './hub-file.ts';

export type ModelSupplyOptions = {
  hub: Hub;
  logger?: Logger | undefined;
  /** How long a request waits for a download before it goes on without; the download itself goes on too. */
  patienceMs: number;
  /** How long it waits for the first byte: a network that swallows everything is not worth the patience. */
  silenceMs: number;
  /** How long a failure is remembered. */
  rememberMs: number;
  now: () => number;
};

export interface ModelSupply {
  /**
   * The model's folder, downloading what is missing. Throws `ServiceError` of `models` (not retryable) when it cannot
   * be had in time.
   */
  get(model: Model, options?: CallOptions & { mayDownload?: boolean }): Promise<string>;
  /** The model proved unusable: for a while nobody need try. */
  reportFailure(model: Model, error: unknown): void;
  /** Ends all downloads. */
  close(): void;
}

type Download = {
  folder: Promise<string>;
  listeners: Set<NonNullable<CallOptions['onProgress']>>;
  isComing: boolean;
};

export function createModelSupply(options: ModelSupplyOptions): ModelSupply {
  const { hub, now, logger } = options;
  const downloads = new Map<string, Download>();
  const failures = new Map<string, { error: unknown; until: number }>();
  const ending = new AbortController();

  function reportFailure(model: Model, error: unknown): void {
    failures.set(model.id, { error, until: now() + options.rememberMs });
    logger?.warn({ model: model.id, error }, 'a model cannot be used for now');
  }

  function download(model: Model): Download {
    const listeners: Download['listeners'] = new Set();
    const folder = hub
      .obtain(model, {
        signal: ending.signal,
        onProgress(doneBytes, totalBytes) {
          started.isComing = true;
          for (const tell of listeners)
            tell({ type: 'model-downloading', model: model.id, doneBytes, totalBytes });
        },
      })
      .catch((error: unknown) => {
        if (!ending.signal.aborted) reportFailure(model, error);
        throw error;
      })
      .finally(() => downloads.delete(model.id));
    // Whoever waits hears of a failure; when nobody waits any more it must not end the process.
    folder.catch(() => {});
    const started: Download = { folder, listeners, isComing: false };
    downloads.set(model.id, started);
    return started;
  }

  /** Waits for the download as long as this request may. */
  async function wait(awaited: Download, model: Model, call: CallOptions): Promise<string> {
    const { folder, listeners } = awaited;
    const { signal, deadline, onProgress } = call;
    const left = deadline === undefined ? options.patienceMs : (deadline - now()) / 2;
    if (onProgress !== undefined) listeners.add(onProgress);
    const timers: NodeJS.Timeout[] = [];
    let onAbort: (() => void) | undefined;
    try {
      return await new Promise<string>((resolve, reject) => {
        const giveUp = (): void => reject(failure(`the model ${model.id} is still being downloaded`, false));
        timers.push(
          setTimeout(giveUp, Math.min(options.patienceMs, Math.max(0, left))),
          setTimeout(() => awaited.isComing || giveUp(), options.silenceMs),
        );
        onAbort = () => reject(signal?.reason);
        signal?.addEventListener('abort', onAbort, { once: true });
        folder.then(resolve, reject);
      });
    } finally {
      for (const timer of timers) clearTimeout(timer);
      if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
      if (onProgress !== undefined) listeners.delete(onProgress);
    }
  }

  return {
    reportFailure,
    close: () => ending.abort(),
    async get(model, { mayDownload = true, ...call } = {}) {
      call.signal?.throwIfAborted();
      const failed = failures.get(model.id);
      if (failed !== undefined && now() < failed.until) {
        throw failure(`the model ${model.id} could not be used a moment ago`, false, failed.error);
      }
      if (await hub.isPresent(model)) return hub.folderOf(model);
      if (!mayDownload) throw failure(`the model ${model.id} is not on this machine`, false);
      return wait(downloads.get(model.id) ?? download(model), model, call);
    },
  };
}
