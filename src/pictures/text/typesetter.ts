/** Text of any script → SVG outlines of a known size, with fonts of our own. */
import { breakPlaces } from './breaks.ts';
import { castLine, type Unit } from './cast.ts';
import { cleanLine } from './clean-line.ts';
import { createEmojiBook } from './emoji.ts';
import { fitLines, type LineRange, unitsThatFit } from './fit-lines.ts';
import { createFontBook } from './font-book.ts';
import { createParagraph, type Line, type Paragraph } from './paragraph.ts';

export type TextStyle = {
  /** Sizes to choose from, in pixels, largest first: the first at which the text need not be cut. */
  sizes: readonly number[];
  /** 100..900. */
  weight: number;
  fill: string;
  maxWidth: number;
  maxLines: number;
  /** Fewer lines, if they would be higher together. Pixels. */
  maxHeight?: number;
  /** `start` is the right end for Arabic and Hebrew. Default `start`. */
  align?: 'left' | 'center' | 'right' | 'start';
};

/** A block whose upper left corner is at 0, 0, as wide as its widest line. Pixels. */
export type TextBlock = {
  svg: string;
  width: number;
  height: number;
  /** The size it came out in. */
  size: number;
  lines: number;
  isCut: boolean;
  /** Is it read from right to left? */
  startsRight: boolean;
};

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** The block with its upper left corner there. */
export const move = (block: TextBlock, x: number, y: number): string =>
  `<g transform="translate(${number(x)} ${number(y)})">${block.svg}</g>`;

export interface Typesetter {
  set(text: string, style: TextStyle): Promise<TextBlock>;
}

/** More than a title of four lines can show, and little enough to shape at once. UTF-16 units. */
const maxLength = 400;
/** From one line's foot to the next, and from the top of a line to its letters' foot. In em. */
const lineHeight = 1.3;
const baseline = 0.98;

function linesFor(size: number, { maxLines, maxHeight }: TextStyle): number {
  const fitting = maxHeight === undefined ? maxLines : Math.floor(maxHeight / (size * lineHeight));
  return Math.max(1, Math.min(maxLines, fitting));
}

function drawLine({ pieces }: Line): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'picture') {
        const side = number(piece.size * 1000);
        return `<image x="${number(piece.x * 1000 + 60)}" y="-120" width="${side}" height="${side}" transform="translate(0 ${side}) scale(1 -1) translate(0 240)" href="${piece.drawing}"/>`;
      }
      return piece.glyphs
        .filter(({ path }) => path !== '')
        .map(
          ({ path, x, y }) =>
            `<path transform="translate(${number((piece.x + x) * 1000)} ${number(y * 1000)})" d="${path}"/>`,
        )
        .join('');
    })
    .join('');
}

function draw(
  paragraph: Paragraph,
  ranges: readonly LineRange[],
  size: number,
  style: TextStyle,
): Pick<TextBlock, 'svg' | 'width' | 'height' | 'lines' | 'startsRight'> {
  const lines = ranges.map(({ start, end }) => paragraph.line(start, end));
  const width = Math.max(0, ...lines.map((line) => line.width));
  const align = style.align ?? 'start';
  const isRight = align === 'right' || (align === 'start' && paragraph.rightToLeft);
  const share = align === 'center' ? 0.5 : isRight ? 1 : 0;
  const drawn = lines.map((line, at) => {
    const x = (width - line.width) * share * size;
    const y = (at * lineHeight + baseline) * size;
    // Outlines are in thousandths of an em with y upwards.
    const scale = size / 1000;
    return `<g transform="translate(${number(x)} ${number(y)}) scale(${scale} ${-scale})">${drawLine(line)}</g>`;
  });
  return {
    svg: `<g fill="${style.fill}">${drawn.join('')}</g>`,
    width: width * size,
    height: lines.length * lineHeight * size,
    lines: lines.length,
    startsRight: paragraph.rightToLeft,
  };
}

export function createTypesetter(): Typesetter {
  const books = { fonts: createFontBook(), emoji: createEmojiBook() };

  /** The first `maxLines` lines, the last of them ending in "…". */
  async function cut(units: Unit[], size: number, style: TextStyle): Promise<TextBlock> {
    const paragraph = createParagraph(units, style.weight);
    const places = breakPlaces(units);
    const maxWidth = style.maxWidth / size;
    const lines = fitLines(paragraph, places, maxWidth).slice(0, linesFor(size, style));
    const last = lines.at(-1) ?? { start: 0, end: 0 };
    const dots = await castLine('…', books);
    const room = maxWidth - createParagraph(dots, style.weight).width(0, 1);
    const end = last.start + unitsThatFit(paragraph, { start: last.start, end: units.length }, room);
    // At the end of a word, if one ends in the later half of the line.
    const whole = places.findLast((place) => place <= end && place > (last.start + end) / 2);
    const kept = units.slice(0, whole ?? end);
    while (/^[\s,;:–—-]+$/.test(kept.at(-1)?.text ?? '')) kept.pop();
    const shortened = createParagraph([...kept, ...dots], style.weight);
    const ranges = [...lines.slice(0, -1), { start: last.start, end: kept.length + dots.length }];
    return { ...draw(shortened, ranges, size, style), size, isCut: true };
  }

  return {
    async set(text, style) {
      const line = cleanLine(text, maxLength);
      const units = await castLine(line, books);
      const paragraph = createParagraph(units, style.weight);
      const places = breakPlaces(units);
      let smallest = 0;
      for (const size of style.sizes) {
        smallest = size;
        const ranges = fitLines(paragraph, places, style.maxWidth / size);
        if (ranges.length <= linesFor(size, style)) {
          return { ...draw(paragraph, ranges, size, style), size, isCut: false };
        }
      }
      return cut(units, smallest, style);
    },
  };
}
