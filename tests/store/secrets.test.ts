import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecretBox } from '../../src/store/secrets.ts';

const older = randomBytes(32);
const newer = randomBytes(32);

describe('secrets at rest', () => {
  it('open again, and are not to be seen in what is kept', () => {
    const box = createSecretBox([newer]);
    const sealed = box.seal('refresh-token-ü', 'person 1');
    expect(box.open(sealed, 'person 1')).toBe('refresh-token-ü');
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('refresh');
    expect(box.seal('refresh-token-ü', 'person 1')).not.toBe(sealed);
  });

  it('do not open in another person’s record, or when a bit was changed', () => {
    const box = createSecretBox([newer]);
    const sealed = box.seal('secret', 'person 1');
    expect(box.open(sealed, 'person 2')).toBeNull();
    for (let at = 12; at < sealed.length; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      // The last sign holds bits that base64 does not use.
      if (
        Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(
          Buffer.from(sealed.split('.')[2] ?? '', 'base64url'),
        )
      )
        continue;
      expect(box.open(changed, 'person 1')).toBeNull();
    }
    for (const nonsense of ['', 'v1', 'v1.x.y', 'v2.a.b', '....']) expect(box.open(nonsense, 'x')).toBeNull();
  });

  it('survive a change of the key while the older one is still named', () => {
    const sealed = createSecretBox([older]).seal('secret', 'c');
    const rotated = createSecretBox([newer, older]);
    expect(rotated.open(sealed, 'c')).toBe('secret');
    expect(rotated.isStale(sealed)).toBe(true);
    expect(rotated.isStale(rotated.seal('secret', 'c'))).toBe(false);
    expect(createSecretBox([newer]).open(sealed, 'c')).toBeNull();
  });
});
