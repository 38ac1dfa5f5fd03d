/** Answers of a model hub: small files as they are, weights through a redirect that names their hash, parts by Range. */
import { createHash } from 'node:crypto';
import { type Answer, type Seen, startLoopback } from './loopback.ts';
import type { ModelFiles } from './tiny-models.ts';

export const hubCommit = `${'c0ffee'.repeat(6)}c0de`;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const gitSha1 = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** `owner/name/path` of what was asked for, and whether by the address of the store behind the hub. */
function askedFile({ pathname }: URL): { file: string; isStored: boolean } {
  const isStored = pathname.startsWith('/stored/');
  return {
    file: pathname
      .replace(/^\/stored/, '')
      .replace(/\/resolve\/[^/]+/, '')
      .slice(1),
    isStored,
  };
}

/** `files` by `owner/name/path`. */
export function hubAnswer(files: Record<string, Buffer>, { url, headers }: Seen): Answer {
  const { file, isStored } = askedFile(url);
  const bytes = files[file];
  if (bytes === undefined) return { status: 404, json: { error: 'Entry not found' } };
  if (file.endsWith('.onnx') && !isStored) {
    return {
      status: 302,
      headers: {
        location: `/stored/${file}`,
        'x-repo-commit': hubCommit,
        'x-linked-size': String(bytes.length),
        'x-linked-etag': `"${sha256(bytes)}"`,
      },
    };
  }
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  const etag = isStored ? '"what a CDN says"' : `"${gitSha1(bytes)}"`;
  if (from >= bytes.length) return { status: 416 };
  if (from > 0) {
    const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
    return { status: 206, headers: { 'content-range': range, etag }, body: bytes.subarray(from) };
  }
  return { headers: { etag, 'x-repo-commit': hubCommit }, body: bytes };
}

/** The first half of a file; then the connection breaks. */
export const brokenOff = (bytes: Uint8Array): Answer => ({
  headers: { 'content-length': String(bytes.length) },
  isCut: true,
  body: bytes.subarray(0, bytes.length / 2),
});

/** A hub with these models, by `owner/name`. What `answer` gives for a file goes before. */
export function startHub(
  models: Record<string, ModelFiles>,
  answer: (
    file: string,
    bytes: Buffer | undefined,
    seen: Seen,
  ) => Answer | undefined | Promise<Answer | undefined> = () => undefined,
) {
  const files = Object.fromEntries(
    Object.entries(models).flatMap(([repo, of]) =>
      Object.entries(of).map(([path, content]) => [
        `${repo}/${path}`,
        content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(JSON.stringify(content)),
      ]),
    ),
  );
  return startLoopback(async (seen) => {
    const { file } = askedFile(seen.url);
    return (await answer(file, files[file], seen)) ?? hubAnswer(files, seen);
  });
}
