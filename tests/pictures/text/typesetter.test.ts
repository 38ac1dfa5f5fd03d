/** Text as it is set: which way it runs, where it breaks, what it may not do. */
import { beforeAll, describe, expect, it } from 'vitest';
import { breakPlaces } from '../../../src/pictures/text/breaks.ts';
import { castLine, type Unit } from '../../../src/pictures/text/cast.ts';
import { cleanLine } from '../../../src/pictures/text/clean-line.ts';
import { createEmojiBook } from '../../../src/pictures/text/emoji.ts';
import { createFontBook } from '../../../src/pictures/text/font-book.ts';
import { createParagraph } from '../../../src/pictures/text/paragraph.ts';
import { createTypesetter, type TextStyle } from '../../../src/pictures/text/typesetter.ts';

const books = { fonts: createFontBook(), emoji: createEmojiBook() };
const typesetter = createTypesetter();
const style: TextStyle = { sizes: [40], weight: 600, fill: '#000', maxWidth: 600, maxLines: 3 };
const cast = (text: string): Promise<Unit[]> => castLine(text, books);

/** The parts between the places where a line may end. */
async function breaksOf(text: string): Promise<string> {
  const units = await cast(text);
  let start = 0;
  return breakPlaces(units)
    .map((place) => {
      const part = units.slice(start, place).map((unit) => unit.text);
      start = place;
      return part.join('');
    })
    .join('|');
}

// Opening a first font takes its time on a busy machine.
beforeAll(() => typesetter.set('a', style), 60_000);

describe('a line from outside', () => {
  it('loses what cannot be set and keeps what letters need', () => {
    expect(cleanLine('  a\u0000b\n\tc \u202eevil\u2069 ', 99)).toBe('a b c evil');
    expect(cleanLine('half \ud83c', 99)).toBe('half');
    expect(cleanLine('می\u200cخواهم 👩\u200d🚀 ❤\ufe0f', 99)).toBe('می\u200cخواهم 👩\u200d🚀 ❤\ufe0f');
    expect(cleanLine('e\u0301', 99)).toBe('é');
    expect(cleanLine(`z${'\u0335'.repeat(500)}`, 99).length).toBe(5);
  });

  it('is cut between characters, not within one', () => {
    expect(cleanLine('🌃🌃🌃', 3)).toBe('🌃');
    expect(cleanLine('x'.repeat(10_000), 400).length).toBe(400);
  });
});

describe('fonts', () => {
  it.each([
    'Ångström ẞ',
    'Привет',
    'Ελληνικά',
    'Tiếng Việt',
    'مرحبا',
    'שלום',
    'हिन्दी',
    'ไทย',
    'বাংলা',
    'தமிழ்',
    'తెలుగు',
    'ਪੰਜਾਬੀ',
    'മലയാളം',
    'ქართული',
    'հայերեն',
    '夜に駆ける',
    '我们说好不哭',
    '봄날',
    '♪ ★ ♥ → № €',
  ])('are there for %s', async (text) => {
    for (const unit of await cast(text)) {
      expect(unit.text).not.toBe('\ufffd');
      expect(unit.font?.covers(unit.text.codePointAt(0) ?? 0), unit.text).toBe(true);
    }
  });

  it('are of one language within a text: Chinese once a character is simplified', async () => {
    expect(await books.fonts.styleOf('千本桜')).toBe('japanese');
    expect(await books.fonts.styleOf('说好不哭')).toBe('chinese');
    expect(await books.fonts.styleOf('夜に')).toBe('japanese');
    expect(await books.fonts.styleOf('봄 春')).toBe('korean');
  });

  it('plain letters stand in for fancy ones, and a sign for what there is no font for', async () => {
    expect((await cast('𝓯𝓪𝓷𝓬𝔂')).map((unit) => unit.text).join('')).toBe('fancy');
    expect((await cast('ᚠ')).map((unit) => unit.text)).toEqual(['\ufffd']);
  });
});

describe('emoji', () => {
  it('are drawings, whole families and flags one each; text signs are not', async () => {
    const units = await cast('🌃👨‍👩‍👧🇩🇪❤️1️⃣');
    expect(units.every(({ drawing }) => drawing?.startsWith('data:image/svg+xml;base64,'))).toBe(true);
    expect(units.length).toBe(5);
    expect((await cast('♥©1#')).every(({ drawing }) => drawing === null)).toBe(true);
  });
});

describe('lines', () => {
  it('end between words, in Thai and Japanese too, and never before closing signs', async () => {
    expect(await breaksOf('one two-step (three)')).toBe('one |two-|step |(three)');
    expect((await breaksOf('ท้องฟ้าอันไกล')).split('|').length).toBeGreaterThan(1);
    expect((await breaksOf('夜に駆ける。')).split('|').length).toBeGreaterThan(1);
    expect(await breaksOf('夜に駆ける。')).not.toMatch(/\|。/);
    expect(await breaksOf('a — b')).toBe('a — |b');
  });

  it('are no wider than asked, however long a word', async () => {
    for (const text of ['w'.repeat(300), '千'.repeat(300), 'one two three '.repeat(30), '🌃'.repeat(100)]) {
      const block = await typesetter.set(text, style);
      expect(block.width).toBeLessThanOrEqual(600);
      expect([block.lines, block.isCut]).toEqual([3, true]);
    }
  });

  it('come out smaller before they are cut', async () => {
    const text = 'Some words that need a little room';
    const block = await typesetter.set(text, { ...style, sizes: [60, 30], maxLines: 1 });
    expect([block.size, block.lines, block.isCut]).toEqual([30, 1, false]);
    const high = await typesetter.set(text, { ...style, sizes: [60, 30], maxHeight: 60 });
    expect(high.size).toBe(30);
  });

  it('of nothing are nothing', async () => {
    expect(await typesetter.set(' \u0007 ', style)).toMatchObject({ width: 0, height: 0, lines: 0 });
  });

  it('hold no words that a system font would set', async () => {
    const { svg } = await typesetter.set('<text>"&\' 夜 🌃', style);
    expect(svg).not.toMatch(/<text|font-family|&(?!amp;)/);
  });
});

describe('direction', () => {
  /** Pieces from left to right, as letters to the run and P for a picture. */
  async function fromTheLeft(text: string): Promise<{ x: number; kind: string }[]> {
    const units = await cast(text);
    return createParagraph(units, 400).line(0, units.length).pieces;
  }

  it('is that of the first letter', async () => {
    expect((await typesetter.set('שיר (live)', style)).startsRight).toBe(true);
    expect((await typesetter.set('live שיר', style)).startsRight).toBe(false);
  });

  it('puts what is read last at the left end of a Hebrew line, a picture too', async () => {
    expect((await fromTheLeft('שיר 2019 🕊'))[0]?.kind).toBe('picture');
    expect((await fromTheLeft('song 2019 🕊')).at(-1)?.kind).toBe('picture');
  });

  it('joins Arabic letters: a word is narrower than its letters apart', async () => {
    const [joined, apart] = [await cast('سسسس'), await cast('س س س س')];
    const width = (units: Unit[]): number => createParagraph(units, 400).width(0, units.length);
    const space = width(await cast('س س')) - 2 * width(await cast('س'));
    expect(width(joined)).toBeLessThan(width(apart) - 3 * space);
  });
});
