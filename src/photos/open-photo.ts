/**
 * Opens photos in this process: plain RGB pixels with their light and colour. Size and format (by the first bytes, since
 * names and declared types can lie) are checked before.
 */
import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import { sentences } from '../locales/sentences.ts';
import { maxPhotoBytes, type Photo, type RgbImage } from '../model/photo.ts';
import { ownDescription } from './own-description.ts';
import { readPalette } from './palette.ts';
import { loadSharp } from './sharp.ts';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'heic' | 'svg';

const megabyte = 1024 * 1024;
const megapixels = 1_000_000;

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'];

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** ISO base media files list their brands after `ftyp`; AVIF and HEIC both use `mif1`. */
function isoFormat(bytes: Uint8Array): ImageFormat | null {
  if (ascii(bytes, 4, 8) !== 'ftyp') return null;
  const declared = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  const brands: string[] = [];
  for (let at = 8; at < Math.min(declared, bytes.byteLength, 256); at += 4) {
    brands.push(ascii(bytes, at, at + 4));
  }
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => heicBrands.includes(brand)) ? 'heic' : null;
}

/** SVG is text: something like markup with `<svg` near its beginning. */
function isSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 1024)).trimStart();
  return head.startsWith('<') && head.toLowerCase().includes('<svg');
}

/** null for anything else. */
export function sniffImageFormat(bytes: Uint8Array): ImageFormat | null {
  if (bytes.byteLength < 12) return null;
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  // The last two are BigTIFF.
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(ascii(bytes, 0, 4))) return 'tiff';
  return isoFormat(bytes) ?? (isSvg(bytes) ? 'svg' : null);
}

/** The photo's format. Throws `UserError` `image-too-large` or `not-an-image`. */
export function admit(bytes: Uint8Array): ImageFormat {
  if (bytes.byteLength > maxPhotoBytes) {
    // Rounded up, so that it is never the number that is allowed.
    const megabytes = Math.ceil(bytes.byteLength / megabyte);
    throw new UserError('image-too-large', sentences.photos.tooLarge(megabytes, maxPhotoBytes / megabyte));
  }
  const format = sniffImageFormat(bytes);
  if (format === null) throw new UserError('not-an-image', sentences.photos.unknownFormat);
  if (format === 'svg') throw new UserError('not-an-image', sentences.photos.svg);
  return format;
}

/** For an admitted photo that cannot be opened. */
export function unreadable(format: ImageFormat, cause: unknown): UserError {
  return format === 'heic'
    ? new UserError('heic', sentences.photos.heic, { cause })
    : new UserError('corrupt-image', sentences.photos.damaged, { cause });
}

export const tooMuchMemory = (cause?: unknown): UserError =>
  new UserError('too-many-pixels', sentences.photos.tooMuchMemory, { cause });

const maxPixels = 60 * megapixels;
/** Of a row or a column; no JPEG is longer. */
const maxLength = 65_535;
/** That a decoder may hold at once of a picture that it cannot read in rows. */
const maxDecodedBytes = 512 * megabyte;
/** Pixels of the longer side that are kept. */
const maxSide = 1024;
/** Of a panorama more are kept, up to `longestSide`, so that its shorter side keeps as many as models look at. */
const minSide = 384;
const longestSide = 3 * maxSide;
const decodeTimeoutSeconds = 20;

type Header = { width: number; height: number; channels: number; depth: string; isProgressive: boolean };

/** What decoders hold of a whole picture, measured with libvips 8.18; the formats left out are read in rows, or in so little that any picture fits. */
function decodedBytes(
  format: ImageFormat,
  { width, height, channels, depth, isProgressive }: Header,
): number {
  const isDeep = depth !== 'uchar';
  const pixels = width * height;
  if (format === 'avif' || format === 'heic') return pixels * (isDeep ? 24 : 18);
  // A progressive JPEG is kept as coefficients of two bytes.
  return isProgressive ? pixels * channels * (isDeep || format === 'jpeg' ? 2.3 : 1.2) : 0;
}

function assertFits(format: ImageFormat, header: Header): void {
  const pixels = header.width * header.height;
  if (pixels > maxPixels) {
    throw new UserError(
      'too-many-pixels',
      sentences.photos.tooManyPixels(Math.ceil(pixels / megapixels), maxPixels / megapixels),
    );
  }
  const isLong = Math.max(header.width, header.height) > maxLength;
  if (isLong || decodedBytes(format, header) > maxDecodedBytes) throw tooMuchMemory();
}

/** What takes seconds or much memory is opened beside the others. */
const usual = { pixels: 24 * megapixels, decodedBytes: 128 * megabyte };

/** Reads only the header. The limit is checked by `assertFits`, so that too many pixels are not taken for damage. */
async function readHeader(bytes: Uint8Array) {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
}

/** Of an admitted photo, by its header. */
export async function isLarge(bytes: Uint8Array): Promise<boolean> {
  const header = await readHeader(bytes).catch(() => null);
  if (header === null) return false;
  return (
    header.width * header.height > usual.pixels || decodedBytes(admit(bytes), header) > usual.decodedBytes
  );
}

/** Decoders fill with a middle grey what a truncated JPEG lacks (128; as inks 64, or what their profile makes of it). */
const isFillingGrey = (colour: Uint8Array): boolean =>
  Math.min(...colour) > 50 && Math.max(...colour) < 200 && Math.max(...colour) - Math.min(...colour) < 25;

/** Is one such grey more than half of it? A white background or a night sky may well be. */
function isMostlyFilled({ data }: RgbImage): boolean {
  const step = 3 * 5;
  const counts = new Map<string, number>();
  for (let at = 0; at < data.length; at += step) {
    const colour = data.subarray(at, at + 3);
    if (isFillingGrey(colour)) counts.set(colour.join(), (counts.get(colour.join()) ?? 0) + 1);
  }
  return [...counts.values()].some((count) => count > data.length / step / 2);
}

/**
 * Photos of up to 25 MB and 60 megapixels; a JPEG that lacks its end is read as viewers do, if there is half of it. Throws
 * `UserError` for the others: `image-too-large`, `not-an-image`, `too-many-pixels`, `corrupt-image`, `heic`.
 */
export async function openPhoto(bytes: Uint8Array): Promise<Photo> {
  const format = admit(bytes);
  const refuse = (cause: unknown): never => {
    throw unreadable(format, cause);
  };
  const sharp = await loadSharp();
  const header = await readHeader(bytes).catch(refuse);
  assertFits(format, header);

  // Without a profile, inks are mixed as Pillow mixes them for the models; libvips would take those of one kind of press.
  const isPlainCmyk = header.space === 'cmyk' && !header.hasProfile;

  const { width, height } = header.autoOrient;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const side = Math.min(longestSide, Math.max(maxSide, Math.round((long * minSide) / short)));

  async function decode(failOn: 'truncated' | 'none'): Promise<RgbImage> {
    const decoder = sharp(bytes, { limitInputPixels: maxPixels, pages: 1, failOn });
    if (isPlainCmyk) decoder.pipelineColourspace('cmyk');
    const { data, info } = await decoder
      .timeout({ seconds: decodeTimeoutSeconds })
      .autoOrient()
      .resize({
        width: side,
        height: side,
        fit: 'inside',
        withoutEnlargement: true,
        // JPEGs are shrunk while they are decoded, but not below twice the size: the rest is resampled.
        fastShrinkOnLoad: false,
      })
      .flatten({ background: '#ffffff' })
      .toColourspace(isPlainCmyk ? 'cmyk' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== (isPlainCmyk ? 4 : 3)) throw new Error(`sharp gave ${info.channels} channels`);
    return { data: isPlainCmyk ? mixInks(data) : data, width: info.width, height: info.height };
  }
  const rgb = await decode('truncated').catch(async (cause: unknown) => {
    // Only of JPEGs: of a PNG without its end libvips gives memory that it never wrote to, maybe another photo's.
    if (format !== 'jpeg') return refuse(cause);
    const read = await decode('none').catch(refuse);
    return isMostlyFilled(read) ? refuse(cause) : read;
  });
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    format,
    ...header.autoOrient,
    rgb,
    palette: readPalette(rgb),
    description: ownDescription(header),
  };
}

/** Cyan, magenta, yellow and black → red, green and blue. */
function mixInks(inks: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: (inks.length / 4) * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3) * 4;
    return Math.round(((255 - (inks[pixel + (at % 3)] ?? 0)) * (255 - (inks[pixel + 3] ?? 0))) / 255);
  });
}

/** A small JPEG without metadata: it's made from nothing but the pixels. */
export async function smallCopy({ data, width, height }: RgbImage, side = maxSide): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer();
}
