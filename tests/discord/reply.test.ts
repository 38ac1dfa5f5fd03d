/** The building blocks of replies: escaped text, links and custom ids. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, escaped, maskedLink, plainLine, safeLink } from '../../src/discord/reply/escape.ts';
import { decodeCustomId, encodeCustomId } from '../../src/discord/reply/message.ts';

describe('text from outside', () => {
  it.each([
    [
      '**bold** _it_ ~~no~~ ||spoiler|| `code`',
      '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\| \\`code\\`',
    ],
    ['[click](https://evil.example)', '\\[click\\]\\(https\\://evil.example\\)'],
    ['<@123> <#1> <:x:1> @everyone', '\\<\\@123\\> \\<\\#1\\> \\<\\:x\\:1\\> \\@everyone'],
    ['# Big', '\\# Big'],
    ['- a list', '\\- a list'],
    ['1. a list', '1\\. a list'],
    ['Remix: the second', 'Remix: the second'],
    ['back\\slash', 'back\\\\slash'],
    ['a\u202Egnp.exe', 'agnp.exe'],
    ['zero\u200Bwidth\u2066', 'zerowidth'],
    ['two\nlines\tand   blanks', 'two lines and blanks'],
    ['Z\u0351\u0351\u0351\u0351\u0351algo', 'Z\u0351\u0351algo'],
    ['lone \uD800 half', 'lone half'],
    ['👩‍👩‍👧 ❤️', '👩‍👩‍👧 ❤️'],
    ['می‌خواهم', 'می‌خواهم'],
    ['1989', '1989'],
    ['', ''],
  ])('%j is shown as %j', (raw, shown) => {
    expect(escaped(raw, 100)).toBe(shown);
  });

  it('leave no markdown unescaped and no invisible character, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const shown = escaped(raw, 40);
        expect(shown.replace(/\\[^\sA-Za-z0-9]/g, '')).not.toMatch(/[*_~`|<>@#[\]()\\]/);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('are cut between characters as people see them', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('ab👩‍👩‍👧cd', 9)).toBe('ab…');
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abc', 0)).toBe('');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 0, max: 30 }),
        (text, max) => {
          expect(cut(text, max).length).toBeLessThanOrEqual(max);
        },
      ),
    );
  });

  it('are cleaned in linear time, however long and odd', () => {
    // Anything worse would run into the test's time limit.
    for (const unit of ['\u0301', '\u200b', '*', ' ', '👩‍', '\\'])
      expect(plainLine(unit.repeat(50_000)).length).toBeLessThan(300_001);
  });
});

describe('links from outside', () => {
  it.each([
    ['https://open.spotify.com/track/1', 'https://open.spotify.com/track/1'],
    ['https://en.wikipedia.org/wiki/Help_(song)', 'https://en.wikipedia.org/wiki/Help_%28song%29'],
    ['https://a.example/x y', 'https://a.example/x%20y'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://user:word@evil.example/', null],
    ['not a link', null],
    [`https://a.example/${'x'.repeat(400)}`, null],
    [null, null],
  ])('%j becomes %j', (url, expected) => {
    expect(safeLink(url)).toBe(expected);
  });

  it('never end a masked link early', () => {
    expect(maskedLink('a](https://evil.example) b', 'https://good.example/)', 100)).toBe(
      '[a\\]\\(https\\://evil.example\\) b](https://good.example/%29)',
    );
    expect(maskedLink('just words', 'nope', 100)).toBe('just words');
  });
});

const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);

describe('custom ids', () => {
  it('decode to what was encoded, within Discord’s 100 characters', () => {
    fc.assert(
      fc.property(part, fc.array(part, { maxLength: 3 }), (action, parts) => {
        const text = encodeCustomId(action, ...parts);
        expect(text.length).toBeLessThanOrEqual(100);
        expect(decodeCustomId(text)).toEqual({ action, args: parts });
      }),
    );
  });

  it('never throw for text that was not encoded here', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const decoded = decodeCustomId(text);
        if (decoded !== null) expect(text.startsWith('v1:')).toBe(true);
      }),
    );
  });

  it('refuse parts that could not be decoded', () => {
    expect(() => encodeCustomId('page', 'a:b')).toThrow(RangeError);
    expect(() => encodeCustomId('')).toThrow(RangeError);
    expect(() => encodeCustomId('a', ...Array<string>(5).fill('x'.repeat(30)))).toThrow(RangeError);
  });
});
