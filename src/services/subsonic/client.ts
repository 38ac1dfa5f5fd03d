/** The host's Subsonic server (Navidrome, Gonic, LMS and kin). http://www.subsonic.org/pages/api.jsp, https://opensubsonic.netlify.app */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from '../../errors.ts';
import type { Http } from '../../net/http.ts';
import type { CallOptions } from '../../pipeline/ports.ts';
import { tidy } from '../../songs/fold.ts';

export type SubsonicOptions = { http: Http; url: string; user: string; password: string };

export type AskSubsonic = ReturnType<typeof createSubsonicClient>;

/** Errors come with status 200. */
const envelope = z.object({
  'subsonic-response': z.looseObject({
    status: z.string(),
    error: z.object({ code: z.number().catch(0), message: z.string().catch('') }).optional(),
  }),
});

/** HTTP's numbers for Subsonic's: wrong password, no token for LDAP users, not authorised, not found. */
const statusOf: Record<number, number> = { 40: 401, 41: 401, 50: 403, 70: 404 };
const tokensUnsupported = 41;

/** A playlist of 10,000 songs takes about 8 MB. */
const maxBytes = 16 * 1024 * 1024;

/**
 * Asks one method; gives the whole answer, checked. Throws `ServiceError`: 401 for a refused name or password, 403, 404.
 */
export function createSubsonicClient({ http, url, user, password }: SubsonicOptions) {
  let takesTokens = true;

  function credentials(): Record<string, string> {
    if (!takesTokens) return { p: `enc:${Buffer.from(password).toString('hex')}` };
    const salt = randomBytes(8).toString('hex');
    return { t: createHash('md5').update(`${password}${salt}`).digest('hex'), s: salt };
  }

  return async function ask<T>(
    method: string,
    params: Record<string, string>,
    schema: z.ZodType<T>,
    call: CallOptions = {},
  ): Promise<T> {
    const common = { u: user, ...credentials(), v: '1.16.1', c: 'scenescore', f: 'json' };
    const answer = await http.request({
      service: 'subsonic',
      url: `${url}/rest/${method}.view?${new URLSearchParams({ ...common, ...params })}`,
      maxBytes,
      signal: call.signal,
    });
    const { error, ...body } = answer.json(envelope)['subsonic-response'];
    if (error?.code === tokensUnsupported && takesTokens) {
      takesTokens = false;
      return ask(method, params, schema, call);
    }
    const checked = schema.safeParse(body).data;
    if (error === undefined && checked !== undefined) return checked;
    throw new ServiceError(
      error === undefined
        ? `subsonic: ${method} gave something unexpected`
        : `subsonic refused: ${tidy(error.message, 200)} (${error.code})`,
      { service: 'subsonic', status: error && statusOf[error.code], retryable: false },
    );
  };
}
