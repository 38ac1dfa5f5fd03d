/** The only place that calls `fetch`: time limit, size limit, redirect rules and typed failures for all. */
import type { LookupFunction } from 'node:net';
import type { z } from 'zod';
import { ServiceError, type ServiceErrorFields } from '../errors.ts';
import { parseJson } from './json.ts';
import { createPublicFetch } from './public-fetch.ts';

export type HttpRequest = {
  /** Who is asked: named in errors and notices. */
  service: string;
  /** What is counted apart within the service and has others beside it: a model. Default all of it. */
  quota?: string;
  url: string | URL;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
  /** For the whole exchange, body included. Default `defaultTimeoutMs`. */
  timeoutMs?: number;
  /** Of the body; more is a failure, found while streaming. Default 5 MiB. */
  maxBytes?: number;
  signal?: AbortSignal | undefined;
  /** A person named the host: where it leads to this computer or the network around it, it is not connected to. */
  onlyPublic?: boolean;
  /**
   * May this redirect be followed? Asked for each hop (five at most). Without it, none is followed. `from` are
   * the headers of the answer that redirects: some services tell there what the file is.
   */
  mayRedirectTo?: (url: URL, from: Headers) => boolean;
};

export type HttpResponse = {
  status: number;
  headers: Headers;
  /** Where the answer came from, after redirects. */
  url: URL;
  /** The whole body, within `maxBytes`. */
  bytes: Uint8Array;
  text(): string;
  /** Parsed and checked; what does not fit is a non-retryable `ServiceError`. */
  json<T>(schema: z.ZodType<T>): T;
};

export interface Http {
  /** Throws `ServiceError` for anything but a 2xx (or 304) answer; lets the caller's abort through. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** The answer as a stream, for downloads: the time limit is for the headers only. */
  stream(
    request: HttpRequest,
  ): Promise<{ status: number; headers: Headers; body: ReadableStream<Uint8Array> }>;
}

export type HttpOptions = {
  fetch?: typeof fetch;
  userAgent: string;
  /** How names become addresses, for `onlyPublic`. Default: the system's way. */
  lookup?: LookupFunction;
  /** No exchange may take longer, whatever its own limit is. */
  maxTimeoutMs?: number | undefined;
};

/** For an exchange that names no limit of its own. */
export const defaultTimeoutMs = 10_000;

const maxHops = 5;
const maxErrorBodyBytes = 65_536;

/** Retry-After in milliseconds (seconds or an HTTP date), or undefined. RFC 9110, 10.2.3. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Queries may hold keys, so errors name the address without. */
function failure(
  { service }: HttpRequest,
  { origin, pathname }: URL,
  what: string,
  fields: Partial<ServiceErrorFields>,
): ServiceError {
  return new ServiceError(`${service} ${what}`, {
    service,
    retryable: false,
    url: `${origin}${pathname}`,
    ...fields,
  });
}

function parsedIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readLimited(
  response: Response,
  maxBytes: number,
  fail: (message: string) => ServiceError,
): Promise<Uint8Array> {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > maxBytes) {
    await response.body?.cancel();
    throw fail(`answered ${declared} bytes, more than ${maxBytes}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the body, and with it the connection.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw fail(`answered more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An HTTP client over `fetch`. */
export function createHttp(options: HttpOptions): Http {
  const plain = options.fetch ?? fetch;
  const guarded = options.fetch ?? createPublicFetch(options.lookup);

  async function follow(
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<{ response: Response; url: URL }> {
    let url = new URL(request.url);
    for (let hop = 0; ; hop++) {
      const call = request.onlyPublic ? guarded : plain;
      const response = await call(url.href, {
        method: request.method ?? 'GET',
        headers: { 'user-agent': options.userAgent, ...request.headers },
        redirect: 'manual',
        signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return { response, url };
      await response.body?.cancel();
      const next = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
      if (next === null || hop >= maxHops || !request.mayRedirectTo?.(next, response.headers)) {
        const { status } = response;
        throw failure(request, url, 'redirected to an address that is not allowed', { status });
      }
      url = next;
    }
  }

  /** Runs the exchange; everything but the caller's own abort becomes a ServiceError. */
  async function exchange<T>(
    request: HttpRequest,
    use: (response: Response, url: URL) => Promise<T>,
    headersOnly: boolean,
  ): Promise<T> {
    const timeoutMs = Math.min(
      request.timeoutMs ?? defaultTimeoutMs,
      options.maxTimeoutMs ?? Number.POSITIVE_INFINITY,
    );
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), timeoutMs);
    const signals = request.signal ? [request.signal, timer.signal] : [timer.signal];
    try {
      const { response, url } = await follow(request, AbortSignal.any(signals));
      if (headersOnly) clearTimeout(timeout);
      return await use(response, url);
    } catch (error) {
      request.signal?.throwIfAborted();
      if (error instanceof ServiceError) throw error;
      const what = timer.signal.aborted ? `did not answer within ${timeoutMs} ms` : 'could not be reached';
      throw failure(request, new URL(request.url), what, { retryable: true, cause: error });
    } finally {
      clearTimeout(timeout);
    }
  }

  async function refuse(request: HttpRequest, response: Response, url: URL): Promise<never> {
    const { status, headers } = response;
    const fail = (what: string): ServiceError => failure(request, url, what, { status });
    const bytes = await readLimited(response, maxErrorBodyBytes, fail).catch(() => new Uint8Array());
    throw failure(request, url, `answered ${status}`, {
      status,
      retryable: status === 408 || status === 425 || status === 429 || status >= 500,
      retryAfterMs: retryAfterMs(headers.get('retry-after'), Date.now()),
      body: parsedIfJson(new TextDecoder().decode(bytes)),
    });
  }

  return {
    request: (request) =>
      exchange(
        request,
        async (response, url) => {
          if (!response.ok && response.status !== 304) return refuse(request, response, url);
          const { status, headers } = response;
          const fail = (what: string, cause?: unknown): ServiceError =>
            failure(request, url, what, { status, cause });
          const bytes = await readLimited(response, request.maxBytes ?? 5 * 1024 * 1024, fail);
          const text = (): string => new TextDecoder().decode(bytes);
          return {
            status,
            headers,
            url,
            bytes,
            text,
            json<T>(schema: z.ZodType<T>): T {
              let data: unknown;
              try {
                data = parseJson(text());
              } catch (cause) {
                throw fail('answered something that is not JSON', cause);
              }
              const parsed = schema.safeParse(data);
              if (!parsed.success) throw fail('answered in an unknown shape', parsed.error);
              return parsed.data;
            },
          };
        },
        false,
      ),
    stream: (request) =>
      exchange(
        request,
        async (response, url) => {
          if (!response.ok || response.body === null) return refuse(request, response, url);
          return { status: response.status, headers: response.headers, body: response.body };
        },
        true,
      ),
  };
}
