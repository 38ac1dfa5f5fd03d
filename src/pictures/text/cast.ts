/** A clean line → its graphemes, each with the font or the drawing that shows it. */
import type { EmojiBook } from './emoji.ts';
import type { FontBook } from './font-book.ts';
import type { Font } from './shaper.ts';

/** One grapheme: what a person takes for one character. */
export type Unit = { text: string; font: Font | null; drawing: string | null };

/** Joiners and variation selectors choose a form and need no glyph of their own. */
const formChooser = /\p{Join_Control}|\p{Variation_Selector}/gu;

const codePoints = (text: string): number[] =>
  [...text.replace(formChooser, '')].map((character) => character.codePointAt(0) ?? 0);

/** Punctuation, digits and spaces are taken from the font before them, if it has them. */
const followsItsNeighbour = /^\p{Script=Common}/u;

export async function castLine(line: string, books: { fonts: FontBook; emoji: EmojiBook }): Promise<Unit[]> {
  const style = await books.fonts.styleOf(line);
  const units: Unit[] = [];
  let before: Font | null = null;

  async function cast(text: string): Promise<Unit> {
    const drawing = await books.emoji.drawingOf(text);
    if (drawing !== null) return { text, font: null, drawing };
    const points = codePoints(text);
    if (before !== null && followsItsNeighbour.test(text) && points.every(before.covers)) {
      return { text, font: before, drawing: null };
    }
    const font = await books.fonts.fontFor(points, style);
    if (font !== null) return { text, font, drawing: null };
    // Fancy letters (𝓯𝓪𝓷𝓬𝔂, Ｗｉｄｅ) stand for plain ones.
    const plain = text.normalize('NFKC');
    const plainFont = plain === text ? null : await books.fonts.fontFor(codePoints(plain), style);
    if (plainFont !== null) return { text: plain, font: plainFont, drawing: null };
    // A script without a font of ours: the sign for a character that cannot be shown.
    return { text: '\ufffd', font: await books.fonts.fontFor([0xfffd], style), drawing: null };
  }

  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line)) {
    const unit = await cast(segment);
    units.push(unit);
    before = unit.font ?? before;
  }
  return units;
}
