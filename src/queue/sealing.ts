/** What is written to Redis: AES-256-GCM under a key that bots and workers have and Redis does not. */
import { createHmac, hkdfSync } from 'node:crypto';
import { openBytes, sealBytes } from '../store/secrets.ts';

export type Sealing = {
  /** False without SECRET_KEY: what is written to Redis is not encrypted. */
  isSecret: boolean;
  seal(bytes: Buffer): Buffer;
  /** null for what was sealed under another key, or changed. */
  open(sealed: Buffer): Buffer | null;
  /** A name that stands for a person or a server. */
  nameFor(who: string): string;
};

const context = 'queue';

/** Under the first secret; what was sealed under the others is opened too. Without any, nothing is encrypted. */
export function createSealing(secrets: readonly Buffer[]): Sealing {
  // Keys of their own: what is sealed at rest under SECRET_KEY shares none with them.
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'scenescore queue', 32)));
  const [current] = keys;
  return {
    isSecret: current !== undefined,
    seal: (bytes) => (current === undefined ? bytes : sealBytes(current, bytes, context)),
    open(sealed) {
      if (current === undefined) return sealed;
      for (const key of keys) {
        const bytes = openBytes(key, sealed, context);
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
