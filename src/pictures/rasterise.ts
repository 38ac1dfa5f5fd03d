/** Drawings of our own, never one from outside, made into pixels. */
import type { RgbImage } from '../model/photo.ts';
import { loadSharp } from '../photos/sharp.ts';
import type { Box } from './place-labels.ts';

/** An SVG document → the PNG a camera might have sent. */
export async function rasterise(svg: Uint8Array): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(svg).flatten({ background: '#ffffff' }).png().toBuffer();
}

/** The photo cut to exactly that size around its middle. */
const fill = { fit: 'cover', position: 'centre' } as const;

export type PhotoPlace = {
  photo: RgbImage;
  canvas: { width: number; height: number };
  /** Where the photo lies sharp on the canvas, in pixels. */
  frame: Box;
};

/**
 * A see-through drawing over a photo: blurred and darkened as the ground of `canvas`, and sharp, with round corners,
 * within `frame`. A PNG of the canvas' size.
 */
export async function rasteriseOverPhoto(
  svg: Uint8Array,
  { photo, canvas, frame }: PhotoPlace,
): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const raw = { raw: { width: photo.width, height: photo.height, channels: 3 } } as const;
  const [width, height] = [Math.round(frame.width), Math.round(frame.height)];
  // Blurred while small: the same to the eye, and twenty times as fast. Darkened here, as sharp would darken after composing.
  const small = { width: Math.round(canvas.width / 8), height: Math.round(canvas.height / 8) };
  const blurred = await sharp(photo.data, raw)
    .resize({ ...small, ...fill })
    .blur(6)
    .linear(0.36, 6)
    .png()
    .toBuffer();
  const ground = sharp(blurred).resize({ ...canvas, fit: 'fill', kernel: 'cubic' });
  const corners = Buffer.from(
    `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="36"/></svg>`,
  );
  const framed = await sharp(photo.data, raw)
    .resize({ width, height, ...fill })
    .ensureAlpha()
    .composite([{ input: corners, blend: 'dest-in' }])
    .raw()
    .toBuffer();
  return ground
    .composite([
      {
        input: framed,
        raw: { width, height, channels: 4 },
        left: Math.round(frame.x),
        top: Math.round(frame.y),
      },
      { input: Buffer.from(svg), left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
}
