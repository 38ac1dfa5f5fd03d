/** One file from the hub: resumed where it broke off, checked, and moved into place only when it is whole. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ServiceError } from '../errors.ts';
import type { Http } from '../net/http.ts';

/** Nothing that is a model of ours is bigger. */
const maxBytes = 8 * 1024 ** 3;

export type HubFileRequest = {
  http: Http;
  url: URL;
  /** Hosts, beside the one of `url`, that may serve it: https only. */
  isOwnHost: (host: string) => boolean;
  /** Where it goes; the unfinished part lies beside it. */
  target: string;
  /** Names the version, so that parts of two versions never mix. */
  version: string;
  bytes?: number | undefined;
  sha256?: string | undefined;
  /** A download from which nothing came for so long has failed. */
  stallMs: number;
  signal?: AbortSignal | undefined;
  onBytes: (done: number, total: number | null) => void;
};

export type HubFile = {
  bytes: number;
  sha256: string /** The commit the hub says it is of. */;
  commit: string | null;
};

/** What the hub says about the file, from its own answers only: a CDN's ETag means something else. */
type Facts = { sha256: string | null; gitSha1: string | null; bytes: number | null; commit: string | null };

export function failure(message: string, retryable: boolean, cause?: unknown): ServiceError {
  return new ServiceError(message, { service: 'models', retryable, cause });
}

function readFacts(headers: Headers, into: Facts): void {
  const etag = (headers.get('x-linked-etag') ?? headers.get('etag') ?? '').replace(/^W\/|"/g, '');
  const linkedBytes = Number(headers.get('x-linked-size') ?? Number.NaN);
  if (/^[0-9a-f]{64}$/.test(etag)) into.sha256 ??= etag;
  // A file that is not in large-file storage has its git object's name for an ETag.
  else if (/^[0-9a-f]{40}$/.test(etag)) into.gitSha1 ??= etag;
  if (Number.isSafeInteger(linkedBytes)) into.bytes ??= linkedBytes;
  const commit = headers.get('x-repo-commit');
  if (commit !== null && /^[0-9a-f]{40}$/.test(commit)) into.commit ??= commit;
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Where the body begins and what the whole weighs. */
function extent(status: number, headers: Headers): { from: number; total: number | null } {
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '');
  if (status === 206 && range !== null) return { from: Number(range[1]), total: Number(range[2]) };
  const length = headers.get('content-length');
  return { from: 0, total: length === null ? null : Number(length) };
}

/** Appends the body to the part from `from` on; stops at once when more comes than should. */
async function append(
  body: ReadableStream<Uint8Array>,
  part: string,
  from: number,
  limit: number,
  onBytes: (done: number) => void,
): Promise<number> {
  const file = await open(part, from === 0 ? 'w' : 'r+');
  try {
    await file.truncate(from);
    let done = from;
    for await (const chunk of body) {
      if (done + chunk.byteLength > limit) {
        await file.truncate(0);
        throw failure('the file is longer than it should be', true);
      }
      await file.write(chunk, 0, chunk.byteLength, done);
      done += chunk.byteLength;
      onBytes(done);
    }
    return done;
  } finally {
    await file.close();
  }
}

async function digest(path: string, hashes: readonly Hash[]): Promise<string[]> {
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    for (const hash of hashes) hash.update(chunk);
  }
  return hashes.map((hash) => hash.digest('hex'));
}

/** Downloads one file. A retryable failure leaves the part to go on from; a wrong hash removes it. */
export async function fetchHubFile(request: HubFileRequest): Promise<HubFile> {
  const { target, url } = request;
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.${request.version.slice(0, 12)}.part`;
  const facts: Facts = { sha256: null, gitSha1: null, bytes: null, commit: null };
  let host = url.host;
  const stalled = new AbortController();
  let stallTimer = setTimeout(() => stalled.abort(), request.stallMs);
  let hasAnswered = false;
  const progressed = (): void => {
    clearTimeout(stallTimer);
    stallTimer = setTimeout(() => stalled.abort(), request.stallMs);
  };
  try {
    const have = await sizeOf(part);
    const { status, headers, body } = await request.http.stream({
      service: 'models',
      url,
      // The stall timer is the one that counts.
      timeoutMs: 2 * request.stallMs,
      headers: {
        // Compressed on the way, neither sizes nor ranges would mean anything.
        'accept-encoding': 'identity',
        ...(have > 0 ? { range: `bytes=${have}-` } : {}),
      },
      signal: AbortSignal.any([stalled.signal, ...(request.signal ? [request.signal] : [])]),
      mayRedirectTo: (to, from) => {
        if (host === url.host) readFacts(from, facts);
        host = to.host;
        const isSame = to.host === url.host && to.protocol === url.protocol;
        return isSame || (to.protocol === 'https:' && request.isOwnHost(to.hostname));
      },
    });
    hasAnswered = true;
    if (host === url.host) readFacts(headers, facts);
    const { from, total } = extent(status, headers);
    const expected = request.bytes ?? facts.bytes ?? total;
    if (from !== 0 && from !== have) {
      await body.cancel();
      throw failure('the hub answered another part of the file', true);
    }
    const done = await append(body, part, from, expected ?? maxBytes, (bytes) => {
      progressed();
      request.onBytes(bytes, expected);
    });
    clearTimeout(stallTimer);
    if (expected !== null && done < expected) throw failure('the download broke off', true);
    const [sha256 = '', gitSha1 = ''] = await digest(part, [
      createHash('sha256'),
      createHash('sha1').update(`blob ${done}\0`),
    ]);
    const wanted = request.sha256 ?? facts.sha256;
    if (wanted !== null ? wanted !== sha256 : facts.gitSha1 !== null && facts.gitSha1 !== gitSha1) {
      await rm(part, { force: true });
      throw failure('the file is not the one it should be', true);
    }
    await rename(part, target);
    return { bytes: done, sha256, commit: facts.commit };
  } catch (error) {
    request.signal?.throwIfAborted();
    if (stalled.signal.aborted) {
      throw failure(`nothing came from the hub for ${request.stallMs} ms`, hasAnswered, error);
    }
    if (error instanceof ServiceError) {
      // The part is longer than the file: it cannot be gone on from.
      if (error.status === 416) {
        await rm(part, { force: true });
        throw failure('the download had to begin anew', true, error);
      }
      // No answer at all: there is no network, and trying again only keeps people waiting.
      throw hasAnswered || error.status !== undefined
        ? error
        : failure('the hub could not be reached', false, error);
    }
    // A connection that breaks in the middle rejects with fetch's TypeError; what names a system call is the disk's.
    const isDisk = error instanceof Error && 'syscall' in error;
    throw failure('the download failed', !isDisk, error);
  } finally {
    clearTimeout(stallTimer);
  }
}
