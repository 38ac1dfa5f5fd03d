/** Light and colour of a photo: what is always there, and a weak prior of its feeling. */

import type { Palette, RgbImage } from '../../model/photo.ts';
import { colourCount, colourName, labOf, nearestColour } from './colour-names.ts';
import { describePalette, guessScene } from './palette-words.ts';

/** Points looked at: enough for shares and means, few enough to take two milliseconds. */
const gridSide = 128;

type Sums = {
  points: number;
  light: number;
  lightSquared: number;
  saturation: number;
  /** Points that are both bright enough and strongly coloured. */
  vivid: number;
  warmth: number;
  rg: number;
  rgSquared: number;
  yb: number;
  ybSquared: number;
  thirds: [number, number, number];
  thirdPoints: [number, number, number];
  shares: number[];
  tints: [number, number, number][];
};

function thirdOf(y: number, height: number): 0 | 1 | 2 {
  if (y * 3 < height) return 0;
  return y * 3 < height * 2 ? 1 : 2;
}

function sumUp(image: RgbImage): Sums {
  const { data, width, height } = image;
  const sums: Sums = {
    points: 0,
    light: 0,
    lightSquared: 0,
    saturation: 0,
    vivid: 0,
    warmth: 0,
    rg: 0,
    rgSquared: 0,
    yb: 0,
    ybSquared: 0,
    thirds: [0, 0, 0],
    thirdPoints: [0, 0, 0],
    shares: new Array<number>(colourCount).fill(0),
    tints: Array.from({ length: colourCount }, () => [0, 0, 0]),
  };
  const stepX = Math.max(1, width / gridSide);
  const stepY = Math.max(1, height / gridSide);
  for (let gy = 0; gy < height; gy += stepY) {
    const y = Math.floor(gy);
    const third = thirdOf(y, height);
    for (let gx = 0; gx < width; gx += stepX) {
      const at = (y * width + Math.floor(gx)) * 3;
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const lab = labOf([r, g, b]);
      const light = lab[0] / 100;
      const most = Math.max(r, g, b);
      sums.points++;
      sums.light += light;
      sums.lightSquared += light * light;
      sums.saturation += most === 0 ? 0 : ((most - Math.min(r, g, b)) / most) * Math.min(1, most / 64);
      if (lab[0] > 40 && Math.hypot(lab[1], lab[2]) > 35) sums.vivid++;
      sums.warmth += (r - b) / 255;
      sums.rg += r - g;
      sums.rgSquared += (r - g) ** 2;
      const yb = (r + g) / 2 - b;
      sums.yb += yb;
      sums.ybSquared += yb * yb;
      sums.thirds[third] += light;
      sums.thirdPoints[third]++;
      const colour = nearestColour(lab);
      sums.shares[colour] = (sums.shares[colour] ?? 0) + 1;
      const tint = sums.tints[colour];
      if (tint !== undefined) {
        tint[0] += r;
        tint[1] += g;
        tint[2] += b;
      }
    }
  }
  return sums;
}

/** Hasler & Süsstrunk 2003: sqrt(s_rg² + s_yb²) + 0.3 sqrt(m_rg² + m_yb²); about 109 is "extremely colourful". */
function colourfulness(sums: Sums): number {
  const n = sums.points;
  const [mrg, myb] = [sums.rg / n, sums.yb / n];
  const spread = Math.sqrt(Math.max(0, sums.rgSquared / n - mrg ** 2 + sums.ybSquared / n - myb ** 2));
  return Math.min(1, (spread + 0.3 * Math.hypot(mrg, myb)) / 109);
}

/** Colours that fill at least a sixteenth of the picture, the largest first, five at most. */
function mainColours(sums: Sums): Palette['colours'] {
  const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0');
  return sums.shares
    .map((count, index) => {
      const tint = sums.tints[index] ?? [0, 0, 0];
      const colour = `#${tint.map((value) => hex(value / Math.max(1, count))).join('')}`;
      return { name: colourName(index), hex: colour, share: count / sums.points };
    })
    .filter(({ share }) => share >= 1 / 16)
    .sort((a, b) => b.share - a.share)
    .slice(0, 5);
}

/** Typical photo, over which brightness and saturation are standardised (mean and spread of everyday photos). */
const usual = { brightness: 0.5, brightnessSpread: 0.17, saturation: 0.35, saturationSpread: 0.18 };

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Reads light and colour off the pixels; pure, about two milliseconds whatever the size. */
export function readPalette(image: RgbImage): Palette {
  const sums = sumUp(image);
  const n = sums.points;
  const brightness = sums.light / n;
  const contrast = Math.min(1, Math.sqrt(Math.max(0, sums.lightSquared / n - brightness ** 2)) / 0.35);
  const saturation = sums.saturation / n;
  const colourful = colourfulness(sums);
  // Valdez & Mehrabian 1994, for standardised brightness and saturation. On rated photos colourfulness says more than
  // the formula alone, and darkness is no gloom where colours glow in it (fireworks, a sunset, a stage).
  const b = (brightness - usual.brightness) / usual.brightnessSpread;
  const s = (saturation - usual.saturation) / usual.saturationSpread;
  const vivid = sums.vivid / n;
  const glow = b < 0 ? Math.min(0.8, 4 * vivid) : 0;
  const pleasure = 0.69 * b * (1 - glow) + 0.22 * s + 2 * (colourful - 0.35);
  const arousal = -0.31 * b + 0.6 * s + 0.6 * (contrast - 0.5) + 0.5 * glow;
  const third = (index: 0 | 1 | 2): number =>
    round(sums.thirds[index] / Math.max(1, sums.thirdPoints[index]));
  const palette: Omit<Palette, 'description' | 'guess'> = {
    brightness: round(brightness),
    contrast: round(contrast),
    saturation: round(saturation),
    warmth: round(Math.max(-1, Math.min(1, (sums.warmth / n) * 2.5))),
    colourfulness: round(colourful),
    thirds: [third(0), third(1), third(2)],
    colours: mainColours(sums),
    valence: round(Math.tanh(0.5 * pleasure)),
    energy: round(Math.tanh(0.25 * arousal)),
  };
  return { ...palette, guess: guessScene(palette), description: describePalette(palette) };
}
