/** Secrets at rest: AES-256-GCM under the host's key, with room to change the key. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export type SecretBox = ReturnType<typeof createSecretBox>;

/** NIST SP 800-38D: 96 random bits, never used twice under one key at the rates of a bot. */
const nonceBytes = 12;
const tagBytes = 16;
const version = 'v1';

function keyId(key: Buffer): string {
  return createHash('sha256').update('scenescore key id').update(key).digest('base64url').slice(0, 8);
}

/** `keys` are of 32 bytes each; the first seals, all of them open. */
export function createSecretBox(keys: readonly [Buffer, ...Buffer[]]) {
  const [current] = keys;
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  const bound = (id: string, context: string): Buffer => Buffer.from(`${version}.${id}.${context}`, 'utf8');
  return {
    /** `context` says what the secret belongs to; the secret opens only with the same one. */
    seal(secret: string, context: string): string {
      const id = keyId(current);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(bound(id, context));
      const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `${version}.${id}.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
    },
    /** null when it was changed, belongs to another context, or its key is no longer known. */
    open(sealed: string, context: string): string | null {
      const [form, id = '', data = ''] = sealed.split('.');
      const key = byId.get(id);
      const bytes = Buffer.from(data, 'base64url');
      if (form !== version || key === undefined || bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(bound(id, context))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const hidden = bytes.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    /** Was it sealed under an older key? Then seal it again. */
    isStale: (sealed: string): boolean => sealed.split('.')[1] !== keyId(current),
  };
}
