import { z } from 'zod';

/** The largest photo file that is taken, wherever it comes from: phones of 50 megapixels write up to about 20 MB. */
export const maxPhotoBytes = 25 * 1024 * 1024;

/** Pixels, 8-bit RGB, row by row, upright whatever the file's orientation says. */
const rgbImageSchema = z
  .object({
    data: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    width: z.int().positive(),
    height: z.int().positive(),
  })
  .refine(({ data, width, height }) => data.length === width * height * 3, 'not as many bytes as pixels');
export type RgbImage = z.infer<typeof rgbImageSchema>;

/** Light and colour, each 0..1 unless said otherwise. */
export const paletteSchema = z.object({
  brightness: z.number(),
  contrast: z.number(),
  saturation: z.number(),
  /** -1 cold .. 1 warm. */
  warmth: z.number(),
  /** Hasler & Süsstrunk 2003, over 109 ("extremely colourful"), cut at 1. */
  colourfulness: z.number(),
  /** Mean brightness of the upper, middle and lower third. */
  thirds: z.tuple([z.number(), z.number(), z.number()]),
  /** Up to five colours by name, largest share of the picture first. */
  colours: z.array(z.object({ name: z.string(), hex: z.string(), share: z.number() })),
  /** What such light usually is ("a sunset"); null when it may be anything. */
  guess: z.string().nullable(),
  /** "A dark, cold picture, mostly deep blue and black, lighter at the top." */
  description: z.string(),
  /** Valdez & Mehrabian 1994 from brightness and saturation, squashed to -1..1: weak priors. */
  valence: z.number(),
  energy: z.number(),
});
export type Palette = z.infer<typeof paletteSchema>;

/** An admitted photo: its bytes' hash, its light and colour, and a copy small enough to work on. */
export const photoSchema = z.object({
  /** SHA-256 of the bytes, hex. */
  hash: z.string(),
  format: z.string(),
  /** Of the original, upright. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** At most 1024 pixels on the longer side, of a panorama 3072. */
  rgb: rgbImageSchema,
  palette: paletteSchema,
  /** What the file itself says is in the picture, at most 300 characters; null when it says nothing. */
  description: z.string().nullable(),
});
export type Photo = z.infer<typeof photoSchema>;
