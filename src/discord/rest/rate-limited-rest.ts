/**
 * discord.js's REST client with an end to its patience. By itself it asks for ever while the answer is 429, reads
 * answers of any size and length, takes them on trust, and forgets the token at a 401.
 */
import {
  DefaultRestOptions,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  type REST,
  type RESTOptions,
} from 'discord.js';
import { z } from 'zod';
import { withSignal } from '../../concurrency/time-limits.ts';
import { ServiceError } from '../../errors.ts';
import { createGentleRequests, isTooLong } from './retry-requests.ts';

const service = 'discord';

/** More than any answer of Discord's; a hundred megabytes of JSON would hold everything else up for a minute. */
const maxBytes = 8 * 1024 * 1024;

/** The whole answer, while the client's own time limit still runs. */
const wholeAnswer: RESTOptions['makeRequest'] = async (url, init) => {
  const { body, headers, status, statusText } = await DefaultRestOptions.makeRequest(url, init);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new RangeError(`Discord answered more than ${maxBytes} bytes`);
    chunks.push(bytes);
  }
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, statusText, headers: [...headers] });
};

/** What discord.js takes on trust, and we go by: a message that was sent, and where to log in. */
const trusted: readonly { of: RegExp; schema: z.ZodType }[] = [
  { of: /^(POST|PATCH) \/webhooks\//, schema: z.looseObject({ id: z.string() }) },
  {
    of: /^GET \/gateway\/bot$/,
    schema: z.looseObject({
      url: z.string(),
      shards: z.number(),
      session_start_limit: z.looseObject({ remaining: z.number(), max_concurrency: z.number() }),
    }),
  },
];

/** Throws for an answer that says yes and means nothing. */
function checked(answer: unknown, asked: string): unknown {
  for (const { of, schema } of trusted) if (of.test(asked)) schema.parse(answer);
  return answer;
}

/** For a client that is to be made patient. */
export const patientOptions = (apiUrl: string) =>
  ({
    api: apiUrl,
    version: '10',
    makeRequest: createGentleRequests({ makeRequest: wholeAnswer }),
    rejectOnRateLimit: isTooLong,
  }) satisfies Partial<RESTOptions>;

/**
 * Gives each request of `rest` so long, tries, pauses and the answer's body together. Whatever is no answer of Discord's
 * is a `ServiceError` from then on; a `DiscordAPIError` comes through. `token` is what a 401 must not take away: if it is
 * bad in truth, the gateway says so.
 */
export function makePatient(rest: REST, requestMs: number, token: () => string | null): void {
  const ask = rest.request.bind(rest);
  rest.request = async (request) => {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), requestMs);
    try {
      const answer = await withSignal(ask({ ...request, signal: end.signal }), end.signal);
      return checked(answer, `${request.method} ${request.fullRoute}`);
    } catch (error) {
      const known = token();
      if (known !== null) rest.setToken(known);
      if (error instanceof DiscordAPIError) throw error;
      throw failure(error, request.method, end.signal.aborted ? requestMs : null);
    } finally {
      clearTimeout(timer);
    }
  };
}

function failure(cause: unknown, method: string, lateMs: number | null): ServiceError {
  const status =
    cause instanceof HTTPError ? cause.status : cause instanceof RateLimitError ? 429 : undefined;
  const what = lateMs === null ? 'failed' : `was not answered within ${lateMs} ms`;
  return new ServiceError(`a ${method} request to Discord ${what}`, {
    service,
    status,
    retryable: true,
    cause,
  });
}
