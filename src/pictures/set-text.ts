/**
 * Text of any script as an image of known size. Pango (inside sharp) shapes it, orders right-to-left runs and breaks
 * lines, with the fonts of `assets/fonts.conf`.
 */
import { loadSharp } from '../photos/sharp.ts';
import { languageOf, toPrintable } from './printable-text.ts';

export type TextStyle = {
  /** Pixels, largest first: the first size at which the text fits is used. */
  sizes: readonly number[];
  /** 100..900; the nearest weight that each font has is used. */
  weight: number;
  fill: string;
  /** Pixels. */
  maxWidth: number;
  maxLines: number;
  /** Pixels. */
  maxHeight?: number;
};

/** Lines are centred over one another. Pixels. */
export type TextBlock = {
  /** With the block's upper left corner at 0, 0. */
  svg: string;
  width: number;
  height: number;
  size: number;
  lines: number;
  /** Does it end in "…"? */
  isCut: boolean;
};

/** From baseline to baseline, in em. */
const lineHeight = 1.3;
/** From the top of a rendered image to the top of its first line, in em. */
const imageTop = 1.095;

const hanFonts = {
  japanese: 'Noto Sans Japanese,Noto Sans S Chinese,Noto Sans Korean',
  chinese: 'Noto Sans S Chinese,Noto Sans Japanese,Noto Sans Korean',
  korean: 'Noto Sans Korean,Noto Sans Japanese,Noto Sans S Chinese',
};

/** Other fonts are found by the characters they have; emoji come last, so that ♥ stays a letter. */
const fontsFor = (text: string): string =>
  `Noto Sans,${hanFonts[languageOf(text)]},Noto Sans Symbols 2,Noto Color Emoji`;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as Pango's markup takes it, where `<` and `&` have a meaning. */
const escapeMarkup = (text: string): string => text.replace(/[&<>]/g, (sign) => escapes[sign] ?? '');

type Rendered = { pixels: Uint8Array; width: number; height: number; lines: number };

/**
 * The library crops to the ink. An invisible bar on a line above and below makes the height depend on the number of
 * lines alone.
 */
async function render(
  line: string,
  size: number,
  { weight, fill }: TextStyle,
  width: number,
  wrap: 'word' | 'word-char',
): Promise<Rendered> {
  const sharp = await loadSharp();
  const bar = '<span alpha="1">|</span>';
  // Absolute line heights are in 1/1024 of a point; at 72 dpi a point is a pixel.
  const open = `<span line_height="${Math.round(size * lineHeight * 1024)}" weight="${weight}" foreground="${fill}" insert_hyphens="false">`;
  const { data, info } = await sharp({
    text: {
      text: `${open}${bar}\n${escapeMarkup(line)}\n${bar}</span>`,
      font: `${fontsFor(line)} ${size}`,
      dpi: 72,
      rgba: true,
      align: 'centre',
      width: Math.floor(width),
      wrap,
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // One bar's line and most of the other's.
  const lines = Math.round(info.height / (size * lineHeight) - 1.77);
  return { pixels: data, width: info.width, height: info.height, lines };
}

async function toBlock({ pixels, width, height, lines }: Rendered, size: number): Promise<TextBlock> {
  const sharp = await loadSharp();
  const png = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  const href = `data:image/png;base64,${png.toString('base64')}`;
  return {
    svg: `<image y="${-Math.round(imageTop * size)}" width="${width}" height="${height}" href="${href}"/>`,
    width,
    height: Math.round(lines * lineHeight * size),
    size,
    lines,
    isCut: false,
  };
}

function maxLinesAt(size: number, { maxLines, maxHeight = Number.POSITIVE_INFINITY }: TextStyle): number {
  return Math.max(1, Math.min(maxLines, Math.floor(maxHeight / (size * lineHeight))));
}

/** Lines of about one length: as narrow as they go without one line more. */
async function balance(first: Rendered, line: string, size: number, style: TextStyle): Promise<Rendered> {
  let best = first;
  let [low, high] = [style.maxWidth / 2, style.maxWidth];
  for (let step = 0; step < 6 && first.lines > 1; step++) {
    const middle = (low + high) / 2;
    const narrower = await render(line, size, style, middle, 'word');
    if (narrower.lines > first.lines || narrower.width > middle) low = middle;
    else {
      best = narrower;
      high = middle;
    }
  }
  return best;
}

/** As much as fits and "…", in the smallest size; cut between words where the last line has room for it. */
async function cut(line: string, size: number, style: TextStyle): Promise<TextBlock> {
  const parts = [...graphemes.segment(line)].map(({ segment }) => segment);
  const maxLines = maxLinesAt(size, style);
  const shorten = (count: number): string =>
    `${parts
      .slice(0, count)
      .join('')
      .replace(/[\s\u200b,;:–—-]+$/u, '')}…`;
  const renderFirst = (count: number) => render(shorten(count), size, style, style.maxWidth, 'word-char');
  let [fits, tooMany] = [0, parts.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if ((await renderFirst(middle)).lines <= maxLines) fits = middle;
    else tooMany = middle;
  }
  const space = parts.slice(0, fits + 1).findLastIndex((part) => /^[\s\u200b]/.test(part));
  const perLine = fits / maxLines;
  const block = await toBlock(await renderFirst(space > fits - perLine / 2 ? space : fits), size);
  return { ...block, isCut: true };
}

/** Sets a text in the largest size at which it fits without breaking a word; shortens it when none does. */
export async function setText(text: string, style: TextStyle): Promise<TextBlock> {
  const line = toPrintable(text);
  const smallest = style.sizes.at(-1) ?? 0;
  if (line === '') return { svg: '', width: 0, height: 0, size: smallest, lines: 0, isCut: false };
  for (const size of style.sizes) {
    const set = await render(line, size, style, style.maxWidth, 'word');
    if (set.lines > maxLinesAt(size, style) || set.width > style.maxWidth) continue;
    return toBlock(await balance(set, line, size, style), size);
  }
  const broken = await render(line, smallest, style, style.maxWidth, 'word-char');
  if (broken.lines <= maxLinesAt(smallest, style)) return toBlock(broken, smallest);
  return cut(line, smallest, style);
}

/** The block with its upper left corner there, on whole pixels so that it stays sharp. */
export const move = ({ svg }: TextBlock, x: number, y: number): string =>
  `<g transform="translate(${Math.round(x)} ${Math.round(y)})">${svg}</g>`;
