import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCustomId, encodeCustomId } from '../../src/discord/custom-id.ts';

const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);

describe('custom ids', () => {
  it('come back as they went, within Discord’s hundred characters', () => {
    fc.assert(
      fc.property(part, fc.array(part, { maxLength: 3 }), (action, parts) => {
        const text = encodeCustomId({ action, arguments: parts });
        expect(text.length).toBeLessThanOrEqual(100);
        expect(decodeCustomId(text)).toEqual({ action, arguments: parts });
      }),
    );
  });

  it('never make a failure of what somebody else wrote', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const decoded = decodeCustomId(text);
        if (decoded !== null) expect(text.startsWith('v1:')).toBe(true);
      }),
    );
  });

  it('refuse parts that would not come back', () => {
    expect(() => encodeCustomId({ action: 'page', arguments: ['a:b'] })).toThrow(RangeError);
    expect(() => encodeCustomId({ action: '', arguments: [] })).toThrow(RangeError);
    expect(() => encodeCustomId({ action: 'a', arguments: Array(5).fill('x'.repeat(30)) })).toThrow(
      RangeError,
    );
  });
});
