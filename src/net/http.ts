/** The only place that calls `fetch`: time limit, size limit, redirect rules and typed failures for all. */
import type { LookupFunction } from 'node:net';
import type { z } from 'zod';
import { ServiceError, type ServiceErrorFields } from '../errors.ts';
import { bytesUpTo } from './bytes.ts';
import { parseJson } from './json.ts';
import { createPublicFetch } from './public-fetch.ts';
import { createSteadyFetch } from './steady-fetch.ts';

export type HttpRequest = {
  /** Who is asked: named in errors and notices. */
  service: string;
  /** What is counted on its own within the service, such as one model of several. Default: the whole service. */
  quota?: string;
  url: string | URL;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
  /** For the whole exchange, body included. Default `defaultTimeoutMs`. */
  timeoutMs?: number;
  /** Of the answer's body: more is a failure, found while it streams in. Default 5 MiB. */
  maxBytes?: number;
  signal?: AbortSignal | undefined;
  /** For hosts that people name: never connects to this computer or the network around it. */
  onlyPublic?: boolean;
  /**
   * May this redirect be followed? Asked for each hop (five at most). Without it, none is followed. `from` are
   * the headers of the answer that redirects: some services say there what the file is.
   */
  mayRedirectTo?: (url: URL, from: Headers) => boolean;
};

export type HttpResponse = Awaited<ReturnType<typeof wholeAnswer>>;

export interface Http {
  /** Throws `ServiceError` for anything but a 2xx (or 304) answer; lets the caller's abort through. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** The answer as a stream, for downloads: the time limit is for the headers only. Throws as `request` does. */
  stream(
    request: HttpRequest,
  ): Promise<{ status: number; headers: Headers; body: ReadableStream<Uint8Array> }>;
  /** The first wait before a request that failed is tried again; the usual one of each service without it. */
  readonly retryDelayMs?: number | undefined;
}

/** The same client, with something done around each exchange. */
export const wrapHttp = (
  http: Http,
  around: <T>(request: HttpRequest, exchange: () => Promise<T>) => Promise<T>,
): Http => ({
  request: (request) => around(request, () => http.request(request)),
  stream: (request) => around(request, () => http.stream(request)),
  retryDelayMs: http.retryDelayMs,
});

export type HttpOptions = {
  fetch?: typeof fetch;
  userAgent: string;
  lookup?: LookupFunction;
  /** No exchange may take longer, whatever its own limit is. */
  maxTimeoutMs?: number | undefined;
  retryDelayMs?: number | undefined;
  /** Ends every exchange, also those that nobody waits for any more. */
  signal?: AbortSignal | undefined;
};

export const defaultTimeoutMs = 10_000;

const maxHops = 5;
const defaultMaxBytes = 5 * 1024 * 1024;
const maxErrorBodyBytes = 65_536;

/** Retry-After in milliseconds (seconds or an HTTP date), or undefined. RFC 9110, 10.2.3. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** A failure not worth a retry, unless `fields` say so. Queries may hold keys, so errors name the address without. */
function failure(
  { service }: HttpRequest,
  { origin, pathname }: URL,
  what: string,
  fields: Partial<ServiceErrorFields>,
): ServiceError {
  const url = `${origin}${pathname}`;
  return new ServiceError(`${service} ${what}`, { service, url, ...fields });
}

async function readUpTo(maxBytes: number, { body, headers }: Response): Promise<Uint8Array | null> {
  if (Number(headers.get('content-length')) > maxBytes) {
    await body?.cancel();
    return null;
  }
  return bytesUpTo(maxBytes, body);
}

type Answer = { request: HttpRequest; response: Response; url: URL };

async function refusal({ request, response, url }: Answer): Promise<ServiceError> {
  const { status, headers } = response;
  const bytes = await readUpTo(maxErrorBodyBytes, response).catch(() => null);
  const text = new TextDecoder().decode(bytes ?? undefined);
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {}
  return failure(request, url, `answered ${status}`, {
    status,
    retryable: [408, 425, 429].includes(status) || status >= 500,
    retryAfterMs: retryAfterMs(headers.get('retry-after')),
    body,
  });
}

/** `url` is where the answer came from, after redirects; `bytes` the whole body, within `maxBytes`. */
async function wholeAnswer(answer: Answer) {
  const { request, response, url } = answer;
  const { status, headers } = response;
  if (!response.ok && status !== 304) throw await refusal(answer);
  const maxBytes = request.maxBytes ?? defaultMaxBytes;
  const bytes = await readUpTo(maxBytes, response);
  if (bytes === null) throw failure(request, url, `answered more than ${maxBytes} bytes`, { status });
  const text = (): string => new TextDecoder().decode(bytes);
  /** Parsed and checked; what does not fit is a non-retryable `ServiceError`. */
  function json<T>(schema: z.ZodType<T>): T {
    let data: unknown;
    try {
      data = parseJson(text());
    } catch (cause) {
      throw failure(request, url, 'answered something that is not JSON', { status, cause });
    }
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    throw failure(request, url, 'answered in an unknown shape', { status, cause: parsed.error });
  }
  return { status, headers, url, bytes, text, json };
}

export function createHttp(options: HttpOptions): Http {
  const { userAgent, maxTimeoutMs = Number.POSITIVE_INFINITY } = options;
  const plain = options.fetch ?? createSteadyFetch();
  const guarded = options.fetch ?? createPublicFetch(options.lookup);

  async function follow(request: HttpRequest, signal: AbortSignal): Promise<Answer> {
    const { method = 'GET', headers, body, mayRedirectTo } = request;
    const call = request.onlyPublic ? guarded : plain;
    let url = new URL(request.url);
    for (let hop = 0; ; hop++) {
      const response = await call(url.href, {
        method,
        headers: { 'user-agent': userAgent, ...headers },
        redirect: 'manual',
        signal,
        body,
      });
      const { status } = response;
      const location = response.headers.get('location');
      if (status < 300 || status >= 400 || location === null) return { request, response, url };
      await response.body?.cancel();
      const next = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
      if (next === null || hop >= maxHops || !mayRedirectTo?.(next, response.headers)) {
        throw failure(request, url, 'redirected to an address that is not allowed', { status });
      }
      url = next;
    }
  }

  /** Everything but the caller's own abort becomes a `ServiceError`. */
  async function exchange<T>(request: HttpRequest, use: (answer: Answer) => Promise<T>): Promise<T> {
    const timeoutMs = Math.min(request.timeoutMs ?? defaultTimeoutMs, maxTimeoutMs);
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), timeoutMs);
    const end = (): void => timer.abort();
    // Not among `AbortSignal.any`'s: a signal that lives as long as the process would keep a trace of each exchange.
    options.signal?.addEventListener('abort', end, { once: true });
    const signals = request.signal ? [request.signal, timer.signal] : [timer.signal];
    try {
      return await use(await follow(request, AbortSignal.any(signals)));
    } catch (cause) {
      request.signal?.throwIfAborted();
      if (cause instanceof ServiceError) throw cause;
      const what = timer.signal.aborted ? `did not answer within ${timeoutMs} ms` : 'could not be reached';
      throw failure(request, new URL(request.url), what, { retryable: true, cause });
    } finally {
      clearTimeout(timeout);
      options.signal?.removeEventListener('abort', end);
    }
  }

  return {
    retryDelayMs: options.retryDelayMs,
    request: (request) => exchange(request, wholeAnswer),
    stream: (request) =>
      exchange(request, async (answer) => {
        const { ok, body, status, headers } = answer.response;
        if (!ok || body === null) throw await refusal(answer);
        return { status, headers, body };
      }),
  };
}
