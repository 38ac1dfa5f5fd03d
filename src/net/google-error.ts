/** The error body that Google's APIs share: https://cloud.google.com/apis/design/errors. */
import { z } from 'zod';
import type { ServiceError } from '../errors.ts';

const reason = z.string().optional();
const detail = z.object({
  reason,
  retryDelay: z.string().default(''),
  violations: z.array(z.object({ quotaId: z.string().optional() })).default([]),
});
const body = z
  .object({
    error: z.object({
      status: z.string().optional(),
      /** The older form, of YouTube's. */
      errors: z.array(z.object({ reason })).default([]),
      details: z.array(detail).default([]),
    }),
  })
  .catch({ error: { errors: [], details: [] } });

export type GoogleError = {
  /** `INVALID_ARGUMENT`, `RESOURCE_EXHAUSTED`, … */
  status: string | undefined;
  /** `API_KEY_INVALID`, `quotaExceeded`, … */
  reasons: string[];
  /** Quotas that were overrun: `GenerateRequestsPerDayPerProjectPerModel-FreeTier`, … */
  quotas: string[];
  /** How long to wait ("38s"), in milliseconds. */
  retryDelayMs: number | undefined;
};

/** What the body says; all empty when it is no such body. */
export function googleErrorOf(error: ServiceError): GoogleError {
  const { status, errors, details } = body.parse(error.body).error;
  const seconds = details
    .map(({ retryDelay }) => /^(\d{1,6}(?:\.\d{1,9})?)s$/.exec(retryDelay)?.[1])
    .find((found) => found !== undefined);
  return {
    status,
    reasons: [...errors, ...details].flatMap(({ reason }) => reason ?? []),
    quotas: details.flatMap(({ violations }) => violations).flatMap(({ quotaId }) => quotaId ?? []),
    retryDelayMs: seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000),
  };
}

/** Is it the key that is wrong, blocked or not allowed to do this? */
export function isKeyRefused(error: ServiceError): boolean {
  if (error.status === 401 || error.status === 403) return true;
  return googleErrorOf(error).reasons.some((reason) => reason.startsWith('API_KEY_'));
}
