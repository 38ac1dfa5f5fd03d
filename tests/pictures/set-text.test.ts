/** Text as it is set: with which letters, on how many lines, how wide, which way it runs. */
import { resolve } from 'node:path';
import type { Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSharp } from '../../src/photos/sharp.ts';
import { cleanLine, languageOf, toPrintable } from '../../src/pictures/printable-text.ts';
import { setText, type TextStyle } from '../../src/pictures/set-text.ts';

process.env.FONTCONFIG_FILE = resolve(import.meta.dirname, '../../assets/fonts.conf');

const style: TextStyle = { sizes: [40], weight: 700, fill: '#000000', maxWidth: 600, maxLines: 3 };

// Opening the first font takes a while on a busy machine.
beforeAll(() => setText('a', style), 60_000);

/** The pixels that are not transparent, as rows of booleans, cropped to the ink. */
async function inkOf(image: Sharp): Promise<boolean[][]> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const rows = Array.from({ length: info.height }, (_, y) =>
    Array.from({ length: info.width }, (_, x) => (data[(y * info.width + x) * info.channels + 3] ?? 0) > 96),
  ).filter((row) => row.includes(true));
  const first = Math.min(...rows.map((row) => row.indexOf(true)));
  const last = Math.max(...rows.map((row) => row.lastIndexOf(true)));
  return rows.map((row) => row.slice(first, last + 1));
}

async function inkOfText(text: string): Promise<boolean[][]> {
  const sharp = await loadSharp();
  const { svg } = await setText(text, style);
  return inkOf(sharp(Buffer.from(/base64,([^"]+)/.exec(svg)?.[1] ?? '', 'base64')));
}

/** Pango draws a closed box with a number in it where no font has the character. */
function isEmptyBox(ink: boolean[][]): boolean {
  const isFull = (line: (boolean | undefined)[] | undefined) =>
    (line?.filter((one) => one === true).length ?? 0) > (line?.length ?? 0) * 0.9;
  const column = (at: number) => ink.map((row) => row.at(at));
  const isHollow = ink.flat().filter(Boolean).length < ink.flat().length * 0.6;
  return isHollow && isFull(ink[0]) && isFull(ink.at(-1)) && isFull(column(0)) && isFull(column(-1));
}

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
  it('leave an empty box where they lack a character', async () => {
    const sharp = await loadSharp();
    const missing = sharp({ text: { text: 'ಕ', font: 'Noto Sans 40', dpi: 72, rgba: true } });
    expect(isEmptyBox(await inkOf(missing))).toBe(true);
  });

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
    '周杰倫',
    '봄날',
    '♪★♥→№€✧…�',
    '🌃🇩🇪❤️',
  ])('have every character of %s', async (text) => {
    const characters = text.match(/\p{Regional_Indicator}{2}|[^\p{M}\s]\p{M}*/gu) ?? [];
    for (const character of characters) {
      const ink = await inkOfText(character);
      expect(ink.flat().filter(Boolean).length, character).toBeGreaterThan(20);
      expect(isEmptyBox(ink), character).toBe(false);
    }
  });

  it('are of one language within a text: Chinese once a character is unknown in Japan', () => {
    expect(languageOf('千本桜')).toBe('japanese');
    expect(languageOf('说好不哭')).toBe('chinese');
    expect(languageOf('夜に')).toBe('japanese');
    expect(languageOf('봄 春')).toBe('korean');
  });

  it('show plain letters for fancy ones, and a sign for scripts without a font', () => {
    expect(toPrintable('𝓯𝓪𝓷𝓬𝔂')).toBe('fancy');
    expect(toPrintable('1️⃣ ᚠᚢ \u{10ffff}')).toBe('1 � �');
  });

  it('show emoji in colour, a family and a flag as one', async () => {
    const sharp = await loadSharp();
    for (const emoji of ['🌃', '👨‍👩‍👧', '🇩🇪', '❤️']) {
      const { svg, width } = await setText(emoji, style);
      expect(width, emoji).toBeLessThan(60);
      const png = Buffer.from(/base64,([^"]+)/.exec(svg)?.[1] ?? '', 'base64');
      expect((await sharp(png).stats()).channels[0]?.max, emoji).toBeGreaterThan(100);
    }
  });
});

describe('lines', () => {
  it('end between words, in Thai and Japanese too', async () => {
    for (const text of ['some words in a long title', 'ท้องฟ้าอันไกลโพ้นที่เราเคยฝันถึง', '夜に駆ける夜に駆ける']) {
      const { lines, isCut, width } = await setText(text, { ...style, maxWidth: 300 });
      expect([lines > 1, isCut, width <= 300], text).toEqual([true, false, true]);
    }
  });

  it('are of about one length', async () => {
    const text = 'one two three four five six seven eight';
    const [line, block] = [await setText(text, { ...style, maxWidth: 2_000 }), await setText(text, style)];
    expect([line.lines, block.lines]).toEqual([1, 2]);
    expect(block.width).toBeLessThan(line.width * 0.6);
  });

  it('are no wider than asked, however long a word', async () => {
    for (const text of ['w'.repeat(300), '千'.repeat(300), 'one two three '.repeat(30), '🌃'.repeat(100)]) {
      const block = await setText(text, style);
      expect(block.width).toBeLessThanOrEqual(600);
      expect([block.lines, block.isCut]).toEqual([3, true]);
    }
  });

  it('come out smaller before they are cut or a word is broken', async () => {
    const text = 'Some words that need a little room';
    const smaller = { ...style, sizes: [60, 30] };
    const block = await setText(text, { ...smaller, maxLines: 1 });
    expect([block.size, block.lines, block.isCut]).toEqual([30, 1, false]);
    expect((await setText(text, { ...smaller, maxHeight: 60 })).size).toBe(30);
    expect((await setText('Incomprehensibilities', smaller)).size).toBe(30);
  });

  it('have a height that their number gives, whatever letters are in them', async () => {
    for (const text of ['a', 'gypsy', 'Ấ', '夜', 'ไที่', 'مرحبا', '🌃', 'हिन्दी']) {
      expect((await setText(text, style)).height, text).toBe(52);
    }
  });

  it('of nothing are nothing', async () => {
    expect(await setText(' \u0007 ', style)).toMatchObject({ width: 0, height: 0, lines: 0 });
  });
});

it('shows markup as text', async () => {
  const { width: plain } = await setText('b', style);
  const { width, svg } = await setText('<b>&amp;</b>', style);
  expect(width).toBeGreaterThan(plain * 6);
  expect(svg).toMatch(/^<image [^<>]*\/>$/);
});

describe('direction', () => {
  /** On which side is the ink of the one coloured sign? */
  async function sideOfEmoji(text: string): Promise<string> {
    const sharp = await loadSharp();
    const { svg } = await setText(text, style);
    const png = sharp(Buffer.from(/base64,([^"]+)/.exec(svg)?.[1] ?? '', 'base64'));
    const { data, info } = await png.raw().toBuffer({ resolveWithObject: true });
    const coloured: number[] = [];
    for (let at = 0; at < data.length; at += 4)
      if ((data[at] ?? 0) > 100) coloured.push((at / 4) % info.width);
    return Math.max(...coloured) < info.width / 2 ? 'left' : 'right';
  }

  it('puts what is read last at the left end of a Hebrew line', async () => {
    expect(await sideOfEmoji('שיר 2019 ❤️')).toBe('left');
    expect(await sideOfEmoji('song 2019 ❤️')).toBe('right');
  });

  it('joins Arabic letters: a word is narrower than its letters apart', async () => {
    const width = async (text: string) => (await setText(text, style)).width;
    const space = (await width('س س')) - 2 * (await width('س'));
    expect(await width('سسسس')).toBeLessThan((await width('س س س س')) - 3 * space);
  });
});
