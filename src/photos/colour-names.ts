/** The names people use for colours. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { packagePath } from '../package-path.ts';

export type Rgb = readonly [number, number, number];
export type Lab = readonly [number, number, number];

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
const places = namesSchema
  .parse(JSON.parse(readFileSync(packagePath('assets', 'colours.json'), 'utf8')))
  .map(([name, ...rgb]) => ({ name, lab: labOf(rgb) }));

/** The name of the nearest colour, Euclidean in CIELAB. */
export function colourName([l, a, b]: Lab): string {
  let nearest = '';
  let least = Number.POSITIVE_INFINITY;
  for (const { name, lab } of places) {
    const distance = (lab[0] - l) ** 2 + (lab[1] - a) ** 2 + (lab[2] - b) ** 2;
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}
