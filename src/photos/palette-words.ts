/** Light and colour in a plain sentence, and what such light usually is. */
import { listed } from '../model/feeling-words.ts';
import type { Palette } from '../model/photo.ts';

type Numbers = Omit<Palette, 'description' | 'guess'>;

function lightWord({ brightness }: Numbers): string {
  if (brightness < 0.16) return 'very dark';
  if (brightness < 0.32) return 'dark';
  if (brightness < 0.45) return 'dim';
  if (brightness < 0.62) return 'evenly lit';
  return brightness < 0.8 ? 'bright' : 'very bright';
}

function warmthWord({ warmth, saturation, brightness }: Numbers): string | null {
  if (saturation < 0.08) return 'colourless';
  if (warmth > 0.3) return 'warm';
  if (warmth < -0.15) return brightness < 0.45 ? 'cold' : 'cool';
  return null;
}

function colourWord({ colourfulness, saturation }: Numbers): string | null {
  if (saturation < 0.08) return null;
  if (colourfulness > 0.6) return 'vividly colourful';
  if (colourfulness > 0.42) return 'colourful';
  return colourfulness < 0.16 ? 'muted' : null;
}

function share(palette: Numbers, ...names: string[]): number {
  return palette.colours
    .filter(({ name }) => names.includes(name))
    .reduce((sum, colour) => sum + colour.share, 0);
}

/** With less contrast it is one flat colour, a picture of nothing. */
const FLAT = 0.05;

const glowing = ['orange', 'gold', 'peach', 'rust', 'yellow', 'pink', 'deep red', 'red', 'magenta'];

/** What such light usually is, as a caption would call it; null when the numbers fit too much. */
export function guessScene(palette: Numbers): string | null {
  const { brightness, saturation, thirds, contrast, warmth } = palette;
  if (contrast < FLAT) return null;
  const [top, middle, bottom] = thirds;
  const blues = share(palette, 'sky blue', 'pale blue', 'turquoise', 'blue');
  const greens = share(palette, 'green', 'deep green', 'lime green', 'olive', 'sage');
  const glow = share(palette, ...glowing);
  const sky = Math.max(top, middle);
  if (brightness < 0.24 && sky < 0.3) return glow > 0.08 ? 'lights at night' : 'a dark night';
  if (brightness > 0.82 && saturation < 0.14 && bottom > 0.8) return 'snow';
  if (glow > 0.15 && warmth > 0.2 && brightness < 0.55 && sky > bottom + 0.12) return 'a sunset';
  if (blues > 0.25 && top > bottom + 0.08)
    return greens > 0.15 ? 'a clear sky over green land' : 'an open sky';
  if (greens > 0.45) return brightness < 0.35 ? 'a dark forest' : 'green leaves';
  if (saturation < 0.16 && contrast < 0.45 && brightness > 0.3 && brightness < 0.75) return 'an overcast day';
  return null;
}

function spread({ contrast, thirds: [top, middle, bottom] }: Numbers): string | null {
  if (contrast < FLAT) return null;
  if (top - bottom > 0.18) return 'lighter at the top';
  if (bottom - top > 0.18) return 'lighter at the bottom';
  return middle - Math.max(top, bottom) > 0.14 ? 'lighter in the middle' : null;
}

/** "A dark, cold picture, mostly deep blue and black, lighter at the top." */
export function describePalette(palette: Numbers): string {
  const adjectives = [lightWord(palette), warmthWord(palette), colourWord(palette)].filter(
    (word) => word !== null,
  );
  const colours = palette.colours.slice(0, 3).map(({ name }) => name);
  const article = /^[aeiou]/.test(adjectives[0] ?? '') ? 'An' : 'A';
  const contrast =
    palette.contrast > 0.75 ? 'with hard contrasts' : palette.contrast < 0.25 ? 'with soft contrasts' : null;
  const parts = [
    `${article} ${adjectives.join(', ')} picture`,
    colours.length > 0 ? `mostly ${listed(colours)}` : null,
    contrast,
    spread(palette),
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}
