/** Asks one after another until somebody has a good answer. */
import { ServiceError } from '../errors.ts';

export type FallbackOptions<S, T> = {
  /** Is this answer worth stopping for? Default: any answer is. */
  isGood?: (answer: T) => boolean;
  /** Told of each one that failed, as it happens. */
  onFailure?: (source: S, error: ServiceError) => void;
};

export type FallbackResult<S, T> = {
  /** The first good answer; undefined when nobody had one. */
  answer: T | undefined;
  /** Whose answer it is. */
  from: S | undefined;
  /** Who failed before it: with failures, "nobody had one" is not the same as "there is none". */
  failures: { source: S; error: ServiceError }[];
};

/**
 * Asks `sources` in their order. A `ServiceError` moves on to the next; aborts, mistakes of the person's and
 * bugs come through at once, for nobody else can do better about them.
 */
export async function firstGood<S, T>(
  sources: readonly S[],
  ask: (source: S) => Promise<T>,
  options: FallbackOptions<S, T> = {},
): Promise<FallbackResult<S, T>> {
  const failures: FallbackResult<S, T>['failures'] = [];
  for (const source of sources) {
    try {
      const answer = await ask(source);
      if (options.isGood?.(answer) ?? true) return { answer, from: source, failures };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      failures.push({ source, error });
      options.onFailure?.(source, error);
    }
  }
  return { answer: undefined, from: undefined, failures };
}
