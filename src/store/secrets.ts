/** Secrets at rest: AES-256-GCM under the host's key, with room to change the key. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export type SecretBox = ReturnType<typeof createSecretBox>;

/** NIST SP 800-38D: 96 random bits, never used twice under one key at the rates of a bot. */
const nonceBytes = 12;
const tagBytes = 16;
const version = 'v1';

/** Nonce, tag and what is hidden. `context` says what it belongs to; it opens only with the same one. */
export function sealBytes(key: Buffer, bytes: Buffer, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const hidden = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]);
}

/** null when it was changed, or sealed under another key or context. */
export function openBytes(key: Buffer, sealed: Buffer, context: string): Buffer | null {
  const [end, start] = [nonceBytes + tagBytes, nonceBytes];
  if (sealed.length < end) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, start), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(start, end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(end)), decipher.final()]);
  } catch {
    return null;
  }
}

function keyId(key: Buffer): string {
  return createHash('sha256').update('scenescore key id').update(key).digest('base64url').slice(0, 8);
}

/** `keys` are of 32 bytes each; the first seals, all of them open. */
export function createSecretBox(keys: readonly [Buffer, ...Buffer[]]) {
  const [current] = keys;
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  const bound = (id: string, context: string): string => `${version}.${id}.${context}`;
  return {
    /** `context` says what the secret belongs to; the secret opens only with the same one. */
    seal(secret: string, context: string): string {
      const id = keyId(current);
      const sealed = sealBytes(current, Buffer.from(secret), bound(id, context));
      return `${version}.${id}.${sealed.toString('base64url')}`;
    },
    /** null when it was changed, belongs to another context, or its key is no longer known. */
    open(sealed: string, context: string): string | null {
      const [form, id = '', data = ''] = sealed.split('.');
      const key = byId.get(id);
      if (form !== version || key === undefined) return null;
      return openBytes(key, Buffer.from(data, 'base64url'), bound(id, context))?.toString() ?? null;
    },
    /** Was it sealed under an older key? Then seal it again. */
    isStale: (sealed: string): boolean => sealed.split('.')[1] !== keyId(current),
  };
}
