/** Opens photos in this process: plain RGB pixels with their light and colour. */
import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import { photos as texts } from '../locales/en/pictures.ts';
import type { Photo, RgbImage } from '../model/photo.ts';
import { admit, unreadable } from './admit.ts';
import { ownDescription } from './own-description.ts';
import { readPalette } from './palette.ts';
import { loadSharp } from './sharp.ts';

const maxPixels = 50_000_000;
const maxSide = 1024;
const decodeTimeoutSeconds = 20;

/**
 * Photos of up to 25 MB and 50 megapixels. Throws `UserError` for the others: `image-too-large`, `not-an-image`,
 * `too-many-pixels`, `corrupt-image`, `heic`.
 */
export async function openPhoto(bytes: Uint8Array): Promise<Photo> {
  const format = admit(bytes);
  const refuse = (cause: unknown): never => {
    throw unreadable(format, cause);
  };
  const sharp = await loadSharp();
  // Reads only the header. The limit is checked here, so that too many pixels are not taken for damage.
  const header = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata().catch(refuse);
  if (header.width * header.height > maxPixels) {
    const megapixels = Math.round((header.width * header.height) / 1e6);
    throw new UserError('too-many-pixels', texts.tooManyPixels(megapixels, maxPixels / 1e6));
  }
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, pages: 1, failOn: 'truncated' })
    .timeout({ seconds: decodeTimeoutSeconds })
    .autoOrient()
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
  if (info.channels !== 3) throw new Error(`sharp gave ${info.channels} channels`);
  const rgb = { data, width: info.width, height: info.height };
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    format,
    ...header.autoOrient,
    rgb,
    palette: readPalette(rgb),
    description: ownDescription(header),
  };
}

/** A small JPEG without metadata, for the reply. */
export async function smallCopy({ data, width, height }: RgbImage): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer();
}
