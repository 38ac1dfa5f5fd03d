/** Pixels as the models were trained on them, resampled as Pillow does it: libvips' kernels differ by up to 130 levels at edges. */
import type { RgbImage } from '../model/photo.ts';

/** What the model's `preprocessor_config.json` says. */
export type PixelRecipe = {
  /** Pixels of each side. */
  size: number;
  /** The shorter side becomes `size` and the middle is used; otherwise the photo is squeezed. */
  crop: boolean;
  filter: keyof typeof filters;
  /** Red, green and blue, for values from 0 to 1. */
  mean: readonly number[];
  deviation: readonly number[];
};

/** Reach in pixels, and the weight of a pixel at a distance. */
const filters = {
  bilinear: { reach: 1, weight: (distance: number): number => Math.max(0, 1 - distance) },
  /** Keys 1981 with a = -1/2. */
  bicubic: {
    reach: 2,
    weight: (x: number): number => {
      if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
      return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    },
  },
};

/** Pillow's weights are whole numbers of so many binary places. */
const places = 22;
const half = 1 << (places - 1);

/** What one pixel is made of: weights of the old pixels from `first` on. */
type Taps = { first: number; weights: Int32Array };

/** The `count` pixels from `from` on, of the `size` that a line of `length` pixels becomes. */
function tapsOf(
  length: number,
  size: number,
  from: number,
  count: number,
  filter: PixelRecipe['filter'],
): Taps[] {
  const { reach, weight } = filters[filter];
  const scale = length / size;
  const stretch = Math.max(1, scale);
  return Array.from({ length: count }, (_, at) => {
    const centre = (from + at + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - reach * stretch + 0.5));
    const end = Math.min(length, Math.trunc(centre + reach * stretch + 0.5));
    const weights = Array.from({ length: end - first }, (_, tap) =>
      weight(Math.abs(first + tap + 0.5 - centre) / stretch),
    );
    const sum = weights.reduce((total, one) => total + one, 0);
    // Halves are rounded away from 0.
    const whole = (x: number): number => Math.trunc(x * 2 ** places + (x < 0 ? -0.5 : 0.5));
    return { first, weights: Int32Array.from(weights, (x) => whole(x / sum)) };
  });
}

/** Resamples each row, and turns rows into columns: done twice, the picture is upright again. */
function resampleRows({ data, width, height }: RgbImage, columns: readonly Taps[]): RgbImage {
  const turned = new Uint8ClampedArray(columns.length * height * 3);
  for (const [column, { first, weights }] of columns.entries()) {
    for (let row = 0; row < height; row++) {
      let [red, green, blue] = [half, half, half];
      let from = (row * width + first) * 3;
      for (const weight of weights) {
        red += weight * (data[from++] ?? 0);
        green += weight * (data[from++] ?? 0);
        blue += weight * (data[from++] ?? 0);
      }
      const to = (column * height + row) * 3;
      turned[to] = red >> places;
      turned[to + 1] = green >> places;
      turned[to + 2] = blue >> places;
    }
  }
  return { data: new Uint8Array(turned.buffer), width: height, height: columns.length };
}

/** The photo as `[1, 3, size, size]`, normalised. */
export function toPixelValues(image: RgbImage, recipe: PixelRecipe) {
  const { size, crop, filter, mean, deviation } = recipe;
  const taps = (length: number): Taps[] => {
    const whole = crop ? Math.trunc((size * length) / Math.min(image.width, image.height)) : size;
    return tapsOf(length, whole, Math.floor((whole - size) / 2), size, filter);
  };
  const { data } = resampleRows(resampleRows(image, taps(image.width)), taps(image.height));
  const plane = size * size;
  const values = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const shift = mean[channel] ?? 0;
    const scale = deviation[channel] ?? 1;
    for (let at = 0; at < plane; at++) {
      values[channel * plane + at] = ((data[at * 3 + channel] ?? 0) / 255 - shift) / scale;
    }
  }
  return { data: values, dims: [1, 3, size, size] };
}
