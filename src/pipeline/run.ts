/** One run: when it ends, how its time is shared out, what it noted on the way. */
import { timeoutSignal } from '../concurrency/time-limits.ts';
import { isAbort, ServiceError } from '../errors.ts';
import type { Language } from '../model/language.ts';
import type { Notice } from '../model/notice.ts';
import type { OnProgress } from '../model/progress.ts';
import { photoNotSeenCode, photoReadByGemini, wishCode } from './notices.ts';
import type { CallOptions } from './ports.ts';
import type { RunOptions } from './request.ts';

export type Run = ReturnType<typeof startRun>;

/** A late answer and a failed one are the same to the steps: the fallback is taken. */
function asFailure(error: unknown): ServiceError | null {
  if (error instanceof ServiceError) return error;
  if (!isAbort(error)) return null;
  return new ServiceError('the time for this step was over', { service: 'time', cause: error });
}

/** Starts a run that ends after `budgetMs` at the latest, and whose words are in `language` where a model writes them. */
export function startRun(budgetMs: number, options: RunOptions, language: Language = 'en') {
  const startedAt = Date.now();
  const notices = new Map<string, Notice>();
  /** Notes a degradation; one of each code is kept, or of each `key` where several may differ. */
  const addNotice = (notice: Notice, key = notice.code): void => {
    if (!notices.has(key)) notices.set(key, notice);
  };
  const onProgress: OnProgress = options.onProgress ?? (() => undefined);
  const signal = timeoutSignal(budgetMs, options.signal);
  const fairnessKey = {};
  const over = new AbortController();
  return {
    /** Fires when the person cancels or the time is over. */
    signal,
    onProgress,
    language,
    addNotice,
    /** Who was given a photo is said first, then what was wished, because long lists are cut where they are shown. */
    notices(): Notice[] {
      const first = [photoReadByGemini.code, photoNotSeenCode, wishCode].flatMap(
        (code) => notices.get(code) ?? [],
      );
      return [...new Set([...first, ...notices.values()])];
    },
    /** Options for a call that must be over when this share (0..1) of the run's time is. */
    until(share: number): CallOptions {
      const deadline = startedAt + budgetMs * share;
      const left = Math.max(0, Math.round(deadline - Date.now()));
      return {
        signal: timeoutSignal(left, options.signal, over.signal),
        deadline,
        fairnessKey,
        onProgress,
        language,
        onNotice: addNotice,
      };
    },
    /**
     * Runs `work`; a service that fails or takes too long gives `otherwise` instead. A cancelled run, the person's
     * mistakes and our bugs come through.
     */
    async orElse<T>(work: () => Promise<T>, otherwise: (failure: ServiceError) => T): Promise<T> {
      try {
        return await work();
      } catch (error) {
        options.signal?.throwIfAborted();
        const failure = asFailure(error);
        if (failure === null) throw error;
        return otherwise(failure);
      }
    },
    /** Ends what was begun for the run and nobody waits for. */
    end: (): void => over.abort(),
  };
}
