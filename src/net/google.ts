/** What Google's APIs share: the body of errors (https://cloud.google.com/apis/design/errors), and quotas of a day. */
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

export function googleErrorOf(error: ServiceError) {
  const { status, errors, details } = body.parse(error.body).error;
  const seconds = details
    .map(({ retryDelay }) => /^(\d{1,6}(?:\.\d{1,9})?)s$/.exec(retryDelay)?.[1])
    .find((found) => found !== undefined);
  return {
    /** `INVALID_ARGUMENT`, `RESOURCE_EXHAUSTED`, … */
    status,
    /** `API_KEY_INVALID`, `quotaExceeded`, … */
    reasons: [...errors, ...details].flatMap(({ reason }) => reason ?? []),
    /** Quotas that were overrun: `GenerateRequestsPerDayPerProjectPerModel-FreeTier`, … */
    quotas: details.flatMap(({ violations }) => violations).flatMap(({ quotaId }) => quotaId ?? []),
    retryDelayMs: seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000),
  };
}

/** Is it the key that is wrong, blocked or not allowed to do this? */
export function isKeyRefused(error: ServiceError): boolean {
  if (error.status === 401 || error.status === 403) return true;
  return googleErrorOf(error).reasons.some((reason) => reason.startsWith('API_KEY_'));
}

const hourMs = 3_600_000;

/**
 * The next midnight in California after `now`, both in milliseconds since 1970: daily quotas are reset then.
 * https://ai.google.dev/gemini-api/docs/rate-limits
 */
export function nextPacificMidnight(now = Date.now()): number {
  const timeZone = 'America/Los_Angeles';
  const hourThere = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  let at = Math.ceil((now + 1) / hourMs) * hourMs;
  while (Number(hourThere.format(at)) !== 0) at += hourMs;
  return at;
}
