import { expect, it } from 'vitest';
import type { RgbImage } from '../../src/model/photo.ts';
import { labOf, readPalette } from '../../src/photos/palette.ts';

type Colour = readonly [number, number, number];

/** A picture painted point by point. */
function paint(colourAt: (x: number, y: number) => Colour, width = 90, height = 60): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colourAt(x, y), (y * width + x) * 3);
  }
  return { data, width, height };
}

it('places sRGB in CIELAB as the standard does', () => {
  const near = (lab: readonly number[]) => lab.map((value) => expect.closeTo(value, 0));
  expect(labOf([255, 255, 255])).toEqual(near([100, 0, 0]));
  expect(labOf([255, 0, 0])).toEqual(near([53, 80, 67]));
});

it('names the colours by their share of the picture', () => {
  const flag = readPalette(paint((x) => (x < 60 ? [205, 36, 38] : [248, 248, 246])));
  expect(flag.colours.map(({ name }) => name)).toEqual(['red', 'white']);
  expect(flag.colours[0]?.share).toBeCloseTo(2 / 3, 1);
  expect(flag.warmth).toBeGreaterThan(0.5);
});

it('sees where the light is', () => {
  const skyline = readPalette(paint((_, y) => (y < 25 ? [180, 208, 232] : [20, 22, 26])));
  expect(skyline.thirds[0]).toBeGreaterThan(skyline.thirds[2] + 0.4);
  expect(skyline.description).toContain('lighter at the top');
});

it('guesses nothing from one flat colour', () => {
  const pixel = readPalette(paint(() => [120, 180, 240], 1, 1));
  expect(pixel.guess).toBeNull();
  expect(pixel.description).toBe('A bright, cool picture, mostly sky blue, with soft contrasts.');
});

it('feels dark greys as gloomier than sunlit colours, and a glow in the dark as no gloom', () => {
  const gloomy = readPalette(paint(() => [34, 36, 40]));
  const sunny = readPalette(
    paint((x, y) => (y < 30 ? [110, 170, 225] : x % 2 ? [245, 222, 60] : [54, 140, 60])),
  );
  const fireworks = readPalette(paint((x) => (x % 5 === 0 ? [240, 130, 30] : [12, 12, 20])));
  expect(gloomy.valence).toBeLessThan(-0.4);
  expect(sunny.valence).toBeGreaterThan(0.3);
  expect(fireworks.valence).toBeGreaterThan(gloomy.valence + 0.3);
  expect(fireworks.energy).toBeGreaterThan(gloomy.energy);
});

it('describes a picture of a single point, and all in bounds', () => {
  for (const colour of [
    [0, 0, 0],
    [255, 255, 255],
    [255, 0, 255],
  ] as const) {
    const palette = readPalette(paint(() => colour, 1, 1));
    for (const value of [palette.brightness, palette.saturation, palette.contrast, palette.colourfulness]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
    expect(palette.description).toMatch(/^An? .+ picture, mostly .+\.$/);
  }
});
