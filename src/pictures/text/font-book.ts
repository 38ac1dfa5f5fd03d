/**
 * Noto's fonts from their npm packages, cut up by script into small files: only those that hold a character at hand
 * are opened, and then kept. No font of the system is looked at.
 */
import { readFile } from 'node:fs/promises';
import { claims, readSubsets, type Subset } from './font-subsets.ts';
import { type Font, openFont } from './shaper.ts';

/** In the order in which they are asked for a character. Han follows below. */
const families = [
  'noto-sans',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-sans-bengali',
  'noto-sans-gurmukhi',
  'noto-sans-tamil',
  'noto-sans-telugu',
  'noto-sans-malayalam',
  'noto-sans-georgian',
  'noto-sans-armenian',
];

/** The same Han character is drawn differently in each; the first is the language of the text, as far as it shows. */
const hanFamilies = {
  japanese: ['noto-sans-jp', 'noto-sans-sc', 'noto-sans-kr'],
  chinese: ['noto-sans-sc', 'noto-sans-jp', 'noto-sans-kr'],
  korean: ['noto-sans-kr', 'noto-sans-jp', 'noto-sans-sc'],
} as const;

export type HanStyle = keyof typeof hanFamilies;

/** More are not kept open: enough for every script of a playlist, and some 20 MB. */
const maxFonts = 120;

export interface FontBook {
  /**
   * In whose forms Han characters are to be set: Korean where there is Hangul, Japanese where there is Kana. Else
   * Chinese, if the Japanese font lacks one of them (simplified characters), and Japanese if it has all.
   */
  styleOf(text: string): Promise<HanStyle>;
  /** The first font with all of these characters; else the first with the first of them; else null. */
  fontFor(codePoints: readonly number[], style: HanStyle): Promise<Font | null>;
}

export function createFontBook(): FontBook {
  const subsets = new Map<string, Promise<Subset[]>>();
  const fonts = new Map<string, Promise<Font>>();

  function subsetsOf(family: string): Promise<Subset[]> {
    const reading = subsets.get(family) ?? readSubsets(family);
    subsets.set(family, reading);
    return reading;
  }

  async function open(path: string): Promise<Font> {
    const { default: decompress } = await import('woff2-encoder/decompress');
    return openFont(await decompress(await readFile(path)));
  }

  function fontOf(path: string): Promise<Font> {
    const opening = fonts.get(path) ?? open(path);
    // What was used last stands last.
    fonts.delete(path);
    fonts.set(path, opening);
    const [oldest] = fonts.keys();
    if (fonts.size > maxFonts && oldest !== undefined) fonts.delete(oldest);
    return opening;
  }

  return {
    async styleOf(text) {
      if (/\p{Script=Hangul}/u.test(text)) return 'korean';
      if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'japanese';
      const han = text.match(/\p{Script=Han}/gu) ?? [];
      if (han.length === 0) return 'japanese';
      const japanese = await subsetsOf('noto-sans-jp');
      const hasAll = han.every((character) =>
        japanese.some((subset) => claims(subset, character.codePointAt(0) ?? 0)),
      );
      return hasAll ? 'japanese' : 'chinese';
    },
    async fontFor(codePoints, style) {
      const [base] = codePoints;
      if (base === undefined) return null;
      let second: Font | null = null;
      for (const family of [...families, ...hanFamilies[style]]) {
        for (const subset of await subsetsOf(family)) {
          if (!claims(subset, base)) continue;
          const font = await fontOf(subset.path);
          if (codePoints.every(font.covers)) return font;
          if (second === null && font.covers(base)) second = font;
        }
      }
      return second;
    },
  };
}
