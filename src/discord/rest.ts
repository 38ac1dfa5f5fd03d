/**
 * discord.js's REST client with bounds. By itself it retries a 429 forever (at once, if no waiting time is given),
 * reads answers of any size and trusts their shape, and forgets the token at a 401.
 */
import {
  DefaultRestOptions,
  DiscordAPIError,
  HTTPError,
  type RateLimitData,
  RateLimitError,
  type REST,
  type RESTOptions,
} from 'discord.js';
import { z } from 'zod';
import { withSignal, withTimeLimit } from '../concurrency/time-limits.ts';
import { ServiceError } from '../errors.ts';
import { bytesUpTo } from '../net/bytes.ts';

type MakeRequest = RESTOptions['makeRequest'];

/** Far more than any real answer. */
const maxBytes = 8 * 1024 * 1024;

/**
 * Discord blocks an address after 10,000 answers of 401, 403 or 429 within ten minutes
 * (https://docs.discord.com/developers/topics/rate-limits, "Invalid Request Limit"). Two of our periods may overlap
 * with one of theirs.
 */
const refusals = { max: 4_000, periodMs: 10 * 60_000 };

/** Cloudflare's 429 may come without a waiting time. */
const defaultRetryAfterS = 2;

/** A reply that would come later is not worth its place in the queue. */
const maxWaitMs = 60_000;

/** For `rejectOnRateLimit`: fails instead of waiting too long. */
export const waitsTooLong = ({ retryAfter, timeToReset }: RateLimitData): boolean =>
  Math.max(retryAfter, timeToReset) > maxWaitMs;

/** A keep-alive connection that the other side closed just as the request was written: undici's code for it. */
const isHungUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'UND_ERR_SOCKET';

/** Reads the whole answer, so that the client's time limit covers the body and no connection stays open. */
async function buffered({ body, headers, status, statusText }: Awaited<ReturnType<MakeRequest>>) {
  const bytes = await bytesUpTo(maxBytes, body);
  if (bytes === null) throw new RangeError(`Discord answered more than ${maxBytes} bytes`);
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : bytes, { status, statusText, headers: [...headers] });
}

/** For `makeRequest`. Throws without sending anything after too many refusals. */
export function createMakeRequest(
  send: MakeRequest = DefaultRestOptions.makeRequest,
  now: () => number = Date.now,
): MakeRequest {
  let period = { endsAt: 0, refused: 0 };
  return async (url, init) => {
    if (now() >= period.endsAt) period = { endsAt: now() + refusals.periodMs, refused: 0 };
    if (period.refused >= refusals.max) {
      throw new Error(`Discord refused ${period.refused} requests: none is sent for a while`);
    }
    const answer = await send(url, init).catch((error: unknown) => {
      if (isHungUp(error)) return send(url, init);
      throw error;
    });
    const response = await buffered(answer);
    const { status, headers } = response;
    // A limit shared with other bots is not counted against us.
    const isShared = headers.get('x-ratelimit-scope') === 'shared';
    if (status === 401 || status === 403 || (status === 429 && !isShared)) period.refused += 1;
    if (status === 429 && !(Number(headers.get('retry-after')) > 0)) {
      headers.set('retry-after', String(defaultRetryAfterS));
    }
    return response;
  };
}

export const restOptions = (apiUrl: string) =>
  ({
    api: apiUrl,
    version: '10',
    makeRequest: createMakeRequest(),
    rejectOnRateLimit: waitsTooLong,
  }) satisfies Partial<RESTOptions>;

/** Answers whose fields discord.js uses unchecked: a message that was sent, and where to log in. */
const checkedAnswers: readonly { route: RegExp; schema: z.ZodType }[] = [
  { route: /^(POST|PATCH) \/webhooks\//, schema: z.looseObject({ id: z.string() }) },
  {
    route: /^GET \/gateway\/bot$/,
    schema: z.looseObject({
      url: z.string(),
      shards: z.number(),
      session_start_limit: z.looseObject({ remaining: z.number(), max_concurrency: z.number() }),
    }),
  },
];

/**
 * Gives each request of `rest` at most `requestMs`, with all its tries and pauses. Every failure but a `DiscordAPIError`
 * becomes a `ServiceError`. The token survives a 401: if it is really bad, the gateway says so.
 */
export function boundRequests(rest: REST, requestMs: number): void {
  const request = rest.request.bind(rest);
  const setToken = rest.setToken.bind(rest);
  rest.setToken = (token) => (token === null ? rest : setToken(token));
  rest.request = (options) =>
    withTimeLimit(requestMs, async (signal) => {
      try {
        const answer = await withSignal(request({ ...options, signal }), signal);
        const asked = `${options.method} ${options.fullRoute}`;
        for (const { route, schema } of checkedAnswers) if (route.test(asked)) schema.parse(answer);
        return answer;
      } catch (cause) {
        if (cause instanceof DiscordAPIError) throw cause;
        const status =
          cause instanceof HTTPError ? cause.status : cause instanceof RateLimitError ? 429 : undefined;
        const what = signal.aborted ? `was not answered within ${requestMs} ms` : 'failed';
        throw new ServiceError(`a ${options.method} request to Discord ${what}`, {
          service: 'discord',
          status,
          retryable: true,
          cause,
        });
      }
    });
}
