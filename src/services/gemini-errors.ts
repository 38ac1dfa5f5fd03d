/** What a failure of Gemini's means for the next call: https://ai.google.dev/gemini-api/docs/troubleshooting. */
import { z } from 'zod';
import type { ServiceError } from '../errors.ts';

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

const body = z.object({
  error: z.object({
    status: z.string().optional(),
    details: z
      .array(
        z.looseObject({
          reason: z.string().optional(),
          retryDelay: z.string().optional(),
          violations: z.array(z.looseObject({ quotaId: z.string().optional() })).optional(),
        }),
      )
      .optional(),
  }),
});

type Details = NonNullable<z.infer<typeof body>['error']['details']>;

function detailsOf(error: ServiceError): { status: string | undefined; details: Details } {
  const parsed = body.safeParse(error.body).data?.error;
  return { status: parsed?.status, details: parsed?.details ?? [] };
}

/** Sorts a failure. */
export function troubleOf(error: ServiceError): GeminiTrouble {
  const { status, details } = detailsOf(error);
  switch (error.status) {
    case 400:
      // FAILED_PRECONDITION: the free tier is not offered where the host is, and no billing is set up.
      return status === 'FAILED_PRECONDITION' || details.some(({ reason }) => reason?.startsWith('API_KEY_'))
        ? 'key'
        : 'refused';
    case 401:
    case 403:
      return 'key';
    case 404:
      return 'gone';
    case 429: {
      const quotas = details.flatMap(({ violations }) => violations ?? []);
      return quotas.some(({ quotaId }) => quotaId?.includes('PerDay')) ? 'day' : 'minute';
    }
    default:
      return error.status !== undefined && error.status >= 400 && error.status < 500 ? 'refused' : 'unwell';
  }
}

/** How long a rate limit of the minute asks to wait, in milliseconds; Gemini says it in the body ("38s"). */
export function askedWaitMs(error: ServiceError): number {
  const delays = detailsOf(error).details.map(({ retryDelay }) =>
    Number(/^(\d{1,6}(?:\.\d{1,9})?)s$/.exec(retryDelay ?? '')?.[1] ?? Number.NaN),
  );
  const seconds = delays.find((delay) => !Number.isNaN(delay));
  return Math.ceil(seconds === undefined ? (error.retryAfterMs ?? 30_000) : seconds * 1000);
}
