/** Downloads one file from the hub: resumes where it broke off, checks it, and moves it into place when it is complete. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ServiceError } from '../errors.ts';
import type { Http } from '../net/http.ts';
import { DownloadFailure, type DownloadPlace, diskFailure, refusal } from './download-failure.ts';

/** Larger than any model here. */
const maxBytes = 8 * 1024 ** 3;

export type DownloadRequest = {
  http: Http;
  /** For sentences. */
  model: string;
  folder: string;
  url: URL;
  /** The incomplete part is beside it until it is complete. */
  target: string;
  /** Part of the incomplete file's name, so that two versions are never mixed. */
  version: string;
  bytes?: number | undefined;
  sha256?: string | undefined;
  /** A download that brings nothing for so long has failed. */
  stallMs: number;
  signal?: AbortSignal | undefined;
  onBytes: (done: number) => void;
};

export type DownloadedFile = {
  bytes: number;
  sha256: string;
  /** The file's commit, if the hub names it. */
  commit: string | null;
};

/** From the hub's own answers: a CDN's ETag means something else. */
type HubFacts = { sha256?: string; gitSha1?: string; bytes?: number; commit?: string };

/** Where a file grows until it is complete. */
export const partOf = (target: string, version: string): string => `${target}.${version.slice(0, 12)}.part`;

/** Hosts that huggingface.co redirects its downloads to. */
export function isHubHost(host: string): boolean {
  return /(^|\.)(huggingface\.co|hf\.co)$/.test(host);
}

function readFacts(headers: Headers): HubFacts {
  const etag = (headers.get('x-linked-etag') ?? headers.get('etag') ?? '').replace(/^W\/|"/g, '');
  const bytes = Number(headers.get('x-linked-size') ?? Number.NaN);
  const commit = headers.get('x-repo-commit') ?? '';
  return {
    ...(/^[0-9a-f]{64}$/.test(etag) && { sha256: etag }),
    // The ETag of a file outside large-file storage is the name of its git object.
    ...(/^[0-9a-f]{40}$/.test(etag) && { gitSha1: etag }),
    ...(Number.isSafeInteger(bytes) && { bytes }),
    ...(/^[0-9a-f]{40}$/.test(commit) && { commit }),
  };
}

/**
 * Where the body starts in the file, and the file's size where the answer says it; null for no file of a hub, or for a
 * part of it that doesn't say which.
 */
function readExtent(status: number, headers: Headers): { from: number; total: number | null } | null {
  // Proxies and mirrors answer with a page, and often with 200.
  if (headers.get('content-type')?.startsWith('text/html')) return null;
  const isEncoded = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  if (status === 206) {
    const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
    if (from === undefined || isEncoded) return null;
    return { from: Number(from), total: total === '*' ? null : Number(total) };
  }
  const length = isEncoded ? null : headers.get('content-length');
  return { from: 0, total: length === null ? null : Number(length) };
}

/**
 * Asks for what is missing behind the first `have` bytes, following redirects within the hub only; `place` follows them.
 */
async function request(
  { http, url, stallMs }: DownloadRequest,
  place: DownloadPlace,
  have: number,
  signal: AbortSignal,
) {
  let facts: HubFacts = {};
  const { status, headers, body } = await http.stream({
    service: 'models',
    url,
    // The stall limit fires first.
    timeoutMs: 2 * stallMs,
    headers: {
      // Sizes and ranges mean nothing in a compressed answer.
      'accept-encoding': 'identity',
      ...(have > 0 ? { range: `bytes=${have}-` } : {}),
    },
    signal,
    mayRedirectTo(to, from) {
      if (place.host === url.host) facts = { ...readFacts(from), ...facts };
      const isSame = to.host === url.host && to.protocol === url.protocol;
      const isAllowed = isSame || (to.protocol === 'https:' && isHubHost(to.hostname));
      if (isAllowed) place.host = to.host;
      return isAllowed;
    },
  });
  if (place.host === url.host) facts = { ...readFacts(headers), ...facts };
  return { facts, body, extent: readExtent(status, headers) };
}

/** Writes the body to the part from `from` on; gives the part's size. */
async function append(
  body: ReadableStream<Uint8Array>,
  part: string,
  from: number,
  limit: number,
  place: DownloadPlace,
  onBytes: (done: number) => void,
): Promise<number> {
  let done = from;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      done += chunk.byteLength;
      if (done > limit) throw new DownloadFailure('wrongFile', place, { retryable: true });
      yield chunk;
      onBytes(done);
    }
  }
  await pipeline(counted, createWriteStream(part, { flags: from === 0 ? 'w' : 'r+', start: from }));
  return done;
}

/** Checks a complete part against its SHA-256, or else its name in git. Gives its SHA-256; removes a wrong file. */
async function verify(part: string, bytes: number, wanted: HubFacts, place: DownloadPlace): Promise<string> {
  const sha256 = createHash('sha256');
  const gitSha1 = createHash('sha1').update(`blob ${bytes}\0`);
  for await (const chunk of createReadStream(part, { highWaterMark: 256 * 1024 })) {
    sha256.update(chunk);
    gitSha1.update(chunk);
  }
  const digest = sha256.digest('hex');
  const isRight =
    wanted.sha256 === undefined
      ? wanted.gitSha1 === undefined || wanted.gitSha1 === gitSha1.digest('hex')
      : wanted.sha256 === digest;
  if (isRight) return digest;
  await rm(part, { force: true });
  throw new DownloadFailure('wrongFile', place, { retryable: true });
}

/** What failed, in a sentence. `isConnected`: the hub had answered. */
async function explain(error: unknown, part: string, place: DownloadPlace, isConnected: boolean) {
  if (error instanceof DownloadFailure) return error;
  // A part that is longer than the file has to start again.
  const isTooLong = error instanceof ServiceError && error.status === 416;
  if (isTooLong) await rm(part, { force: true });
  else if (error instanceof ServiceError && error.status !== undefined) return refusal(error, place);
  // Without a network, trying again only keeps people waiting.
  else if (error instanceof ServiceError && !isConnected) {
    return new DownloadFailure('unreachable', place, { cause: error });
  }
  // A connection that breaks rejects with fetch's TypeError.
  return (
    diskFailure(error, place) ?? new DownloadFailure('brokenOff', place, { retryable: true, cause: error })
  );
}

/**
 * Downloads one file. Throws `DownloadFailure`: after a retryable one the next try resumes, and starts again after a
 * wrong file.
 */
export async function downloadFile(options: DownloadRequest): Promise<DownloadedFile> {
  const { model, folder, url, target, signal, stallMs, onBytes } = options;
  const place = { model, folder, host: url.host };
  await mkdir(dirname(target), { recursive: true });
  const part = partOf(target, options.version);
  const stalled = new AbortController();
  const stallTimer = setTimeout(() => stalled.abort(), stallMs);
  let isConnected = false;
  try {
    // From the last byte on: a hub refuses to send what is behind a complete file.
    const have = await stat(part).then(
      ({ size }) => Math.max(0, size - 1),
      () => 0,
    );
    const signals = AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]);
    const { facts, body, extent } = await request(options, place, have, signals);
    isConnected = true;
    if (extent === null) {
      await body.cancel();
      // The next try asks for the whole file.
      await rm(part, { force: true });
      throw new DownloadFailure('wrongFile', place, { retryable: true });
    }
    const { from, total } = extent;
    const expected = options.bytes ?? facts.bytes ?? total;
    // Before anything is written: what has come so far stays as it is.
    const isOther = total !== null && total !== expected;
    if (isOther || (from !== 0 && from !== have)) {
      await body.cancel();
      throw new DownloadFailure(isOther ? 'wrongFile' : 'brokenOff', place, { retryable: true });
    }
    const done = await append(body, part, from, expected ?? maxBytes, place, (bytes) => {
      stallTimer.refresh();
      onBytes(bytes);
    });
    clearTimeout(stallTimer);
    if (done === 0 || (expected !== null && done < expected)) {
      // A body that breaks off rejects: this one was all there is.
      await rm(part, { force: true });
      throw new DownloadFailure('wrongFile', place, { retryable: true });
    }
    const sha256 = await verify(part, done, options.sha256 ? { sha256: options.sha256 } : facts, place);
    await rename(part, target);
    return { bytes: done, sha256, commit: facts.commit ?? null };
  } catch (error) {
    signal?.throwIfAborted();
    if (stalled.signal.aborted) {
      const trouble = isConnected ? 'stalled' : 'unreachable';
      throw new DownloadFailure(trouble, place, { retryable: isConnected, cause: error });
    }
    throw await explain(error, part, place, isConnected);
  } finally {
    clearTimeout(stallTimer);
  }
}
