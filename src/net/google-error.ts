/** The error body that Google's APIs share: https://cloud.google.com/apis/design/errors. */
import { z } from 'zod';
import type { ServiceError } from '../errors.ts';

const body = z.object({
  error: z.object({
    status: z.string().optional(),
    /** The older form, of YouTube's. */
    errors: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
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

const isText = (value: string | undefined): value is string => value !== undefined;

/** What the body says; all empty when it is no such body. */
export function googleErrorOf(error: ServiceError): GoogleError {
  const { status, errors = [], details = [] } = body.safeParse(error.body).data?.error ?? {};
  const delays = details.map(({ retryDelay }) => /^(\d{1,6}(?:\.\d{1,9})?)s$/.exec(retryDelay ?? '')?.[1]);
  const seconds = delays.find(isText);
  return {
    status,
    reasons: [...errors, ...details].map(({ reason }) => reason).filter(isText),
    quotas: details.flatMap(({ violations = [] }) => violations.map(({ quotaId }) => quotaId)).filter(isText),
    retryDelayMs: seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000),
  };
}

/** Is it the key that is wrong, blocked or not allowed to do this? */
export function isKeyRefused(error: ServiceError): boolean {
  if (error.status === 401 || error.status === 403) return true;
  return googleErrorOf(error).reasons.some((reason) => reason.startsWith('API_KEY_'));
}
