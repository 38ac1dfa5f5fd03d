/** What is written to Redis: AES-256-GCM under a key that bots and workers have and Redis does not. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export type Sealing = {
  /** False: what is written can be read by whoever reads Redis's memory or its files. */
  isSecret: boolean;
  seal(bytes: Buffer): Buffer;
  /** null for what was sealed under another key, or changed. */
  open(sealed: Buffer): Buffer | null;
  /** A name that stands for a person or a server. */
  nameFor(who: string): string;
};

/** NIST SP 800-38D: 96 random bits. */
const nonceBytes = 12;
const tagBytes = 16;

/** Of the first one's, under which it is sealed, and of earlier ones; without any, nothing is hidden. */
export function createSealing(secrets: readonly Buffer[]): Sealing {
  // A key of its own: what is sealed at rest under SECRET_KEY shares nothing with it.
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'scenescore queue', 32)));
  const [current] = keys;

  function openWith(key: Buffer, sealed: Buffer): Buffer | null {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    }).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
    } catch {
      return null;
    }
  }

  return {
    isSecret: current !== undefined,
    seal(bytes) {
      if (current === undefined) return bytes;
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current, nonce);
      const hidden = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]);
    },
    open(sealed) {
      if (current === undefined) return sealed;
      if (sealed.length < nonceBytes + tagBytes) return null;
      for (const key of keys) {
        const bytes = openWith(key, sealed);
        if (bytes !== null) return bytes;
      }
      return null;
    },
    nameFor: (who) =>
      createHmac('sha256', current ?? '')
        .update(who)
        .digest('base64url'),
  };
}
