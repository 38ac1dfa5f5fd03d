/** What a failure of Gemini's means for the next call: https://ai.google.dev/gemini-api/docs/troubleshooting. */
import type { ServiceError } from '../../errors.ts';
import { googleErrorOf, isKeyRefused } from '../../net/google-error.ts';

export type GeminiTrouble =
  /** The key is wrong, blocked, or not allowed where the host is: nothing will work until somebody mends it. */
  | 'key'
  /** This model is not there (any more). */
  | 'gone'
  /** This model's quota of the day is used up. */
  | 'day'
  /** Too many requests or tokens within this minute. */
  | 'minute'
  /** This model will not take this request. */
  | 'refused'
  /** Overloaded, unreachable, silent, or talking nonsense. */
  | 'unwell';

/** Sorts a failure. */
export function troubleOf(error: ServiceError): GeminiTrouble {
  const { status = 0 } = error;
  const google = googleErrorOf(error);
  // FAILED_PRECONDITION: the free tier is not offered where the host is, and no billing is set up.
  if (isKeyRefused(error) || google.status === 'FAILED_PRECONDITION') return 'key';
  if (status === 404) return 'gone';
  if (status === 429) return google.quotas.some((quota) => quota.includes('PerDay')) ? 'day' : 'minute';
  return status >= 400 && status < 500 ? 'refused' : 'unwell';
}

/** How long a rate limit of the minute asks to wait, in milliseconds. Gemini says it in the body, not in a header. */
export function askedWaitMs(error: ServiceError): number {
  return googleErrorOf(error).retryDelayMs ?? error.retryAfterMs ?? 30_000;
}
