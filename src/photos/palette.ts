/** Light and colour of a photo: always there, and a weak prior of its feeling. */
import { z } from 'zod';
import type { Palette, RgbImage } from '../model/photo.ts';
import { readPackaged } from '../package-path.ts';
import { describePalette, guessScene } from './palette-words.ts';

type Rgb = readonly [number, number, number];
type Lab = readonly [number, number, number];

/** sRGB (0..255) → CIELAB under D65; IEC 61966-2-1 and CIE 15. */
export function labOf([red, green, blue]: Rgb): Lab {
  const linear = (value: number): number => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const f = (t: number): number => (t > 216 / 24_389 ? Math.cbrt(t) : (24_389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Name, red, green and blue. */
const namesSchema = z.array(z.tuple([z.string(), z.number(), z.number(), z.number()]));
const places = readPackaged(namesSchema, 'assets', 'colours.json').map(([name, ...rgb]) => ({
  name,
  lab: labOf(rgb),
}));

/** The name of the nearest colour, Euclidean in CIELAB. */
function colourName([l, a, b]: Lab): string {
  let nearest = '';
  let least = Number.POSITIVE_INFINITY;
  for (const { name, lab } of places) {
    const distance = (lab[0] - l) ** 2 + (lab[1] - a) ** 2 + (lab[2] - b) ** 2;
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/** Points looked at in each direction: enough for shares and means, few enough to take milliseconds. */
const gridSide = 128;

type Point = { rgb: Rgb; lab: Lab; colour: string; third: number; light: number; saturation: number };

function samplePoints({ data, width, height }: RgbImage): Point[] {
  const points: Point[] = [];
  const [stepX, stepY] = [Math.max(1, width / gridSide), Math.max(1, height / gridSide)];
  for (let gridY = 0; gridY < height; gridY += stepY) {
    const y = Math.floor(gridY);
    for (let gridX = 0; gridX < width; gridX += stepX) {
      const at = (y * width + Math.floor(gridX)) * 3;
      const rgb: Rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const most = Math.max(rgb[0], rgb[1], rgb[2]);
      const least = Math.min(rgb[0], rgb[1], rgb[2]);
      const lab = labOf(rgb);
      points.push({
        rgb,
        lab,
        colour: colourName(lab),
        third: Math.floor((3 * y) / height),
        light: lab[0] / 100,
        // Noise in near-black looks saturated: it counts less.
        saturation: most === 0 ? 0 : ((most - least) / most) * Math.min(1, most / 64),
      });
    }
  }
  return points;
}

function mean<T>(items: readonly T[], of: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum / Math.max(1, items.length);
}

function variance<T>(items: readonly T[], of: (item: T) => number): number {
  return Math.max(0, mean(items, (item) => of(item) ** 2) - mean(items, of) ** 2);
}

/** Hasler & Süsstrunk 2003: sqrt(s_rg² + s_yb²) + 0.3 sqrt(m_rg² + m_yb²); about 109 is "extremely colourful". */
function colourfulnessOf(points: readonly Point[]): number {
  const rg = ({ rgb: [r, g] }: Point): number => r - g;
  const yb = ({ rgb: [r, g, b] }: Point): number => (r + g) / 2 - b;
  const spread = Math.sqrt(variance(points, rg) + variance(points, yb));
  return Math.min(1, (spread + 0.3 * Math.hypot(mean(points, rg), mean(points, yb))) / 109);
}

/** Colours that fill at least a sixteenth of the picture, the largest first, five at most. */
function mainColours(points: readonly Point[]): Palette['colours'] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const group = groups.get(point.colour);
    if (group === undefined) groups.set(point.colour, [point]);
    else group.push(point);
  }
  const hexOf = (group: readonly Point[]): string => {
    const mix = ([0, 1, 2] as const).map((channel) => mean(group, ({ rgb }) => rgb[channel]));
    return `#${Buffer.from(mix.map(Math.round)).toString('hex')}`;
  };
  return [...groups]
    .map(([name, group]) => ({
      name,
      hex: hexOf(group),
      share: group.length / points.length,
    }))
    .filter(({ share }) => share >= 1 / 16)
    .sort((a, b) => b.share - a.share)
    .slice(0, 5);
}

/** Mean and spread of everyday photos: the formula wants standardised values. */
const usual = { brightness: 0.5, brightnessSpread: 0.17, saturation: 0.35, saturationSpread: 0.18 };

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Reads light and colour from the pixels; pure, a few milliseconds whatever the size. */
export function readPalette(image: RgbImage): Palette {
  const points = samplePoints(image);
  const brightness = mean(points, ({ light }) => light);
  const contrast = Math.min(1, Math.sqrt(variance(points, ({ light }) => light)) / 0.35);
  const saturation = mean(points, (point) => point.saturation);
  const colourfulness = colourfulnessOf(points);
  // Valdez & Mehrabian 1994. On rated photos colourfulness says more than the formula alone, and darkness isn't gloomy
  // where colours glow in it (fireworks, a sunset, a stage).
  const b = (brightness - usual.brightness) / usual.brightnessSpread;
  const s = (saturation - usual.saturation) / usual.saturationSpread;
  const vivid = mean(points, ({ lab: [light, a, yellow] }) =>
    Number(light > 40 && Math.hypot(a, yellow) > 35),
  );
  const glow = b < 0 ? Math.min(0.8, 4 * vivid) : 0;
  const pleasure = 0.69 * b * (1 - glow) + 0.22 * s + 2 * (colourfulness - 0.35);
  const arousal = -0.31 * b + 0.6 * s + 0.6 * (contrast - 0.5) + 0.5 * glow;
  const warmth = 2.5 * mean(points, ({ rgb: [r, , blue] }) => (r - blue) / 255);
  const lightOfThird = (third: number): number =>
    round(
      mean(
        points.filter((point) => point.third === third),
        ({ light }) => light,
      ),
    );
  const palette: Omit<Palette, 'description' | 'guess'> = {
    brightness: round(brightness),
    contrast: round(contrast),
    saturation: round(saturation),
    warmth: round(Math.max(-1, Math.min(1, warmth))),
    colourfulness: round(colourfulness),
    thirds: [lightOfThird(0), lightOfThird(1), lightOfThird(2)],
    colours: mainColours(points),
    valence: round(Math.tanh(0.5 * pleasure)),
    energy: round(Math.tanh(0.25 * arousal)),
  };
  return { ...palette, guess: guessScene(palette), description: describePalette(palette) };
}
