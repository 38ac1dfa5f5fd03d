import { createHash } from 'node:crypto';

/** A cache key: kind, version, and a hash of everything the answer depends on. No text of a person's is in it. */
export function cacheKey(kind: string, version: string, input: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('base64url');
  return `${kind}:${version}:${hash}`;
}

export const hour = 3_600_000;
export const day = 24 * hour;
