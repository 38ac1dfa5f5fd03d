/** The only door to sharp: photos in, plain RGB pixels out. It works in libuv's pool, so no thread of ours blocks. */
import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { PhotoDecoder } from '../pipeline/ports.ts';
import type { RgbImage } from '../pipeline/types.ts';
import { sniffImageFormat } from './image-format.ts';

const maxBytes = 25 * 1024 * 1024;
const maxPixels = 50_000_000;
const maxSide = 1024;
const decodeTimeoutSeconds = 20;

/** Loads the library ahead of the first photo. */
export async function warmImages(): Promise<void> {
  await loadSharp();
}

/** Loaders of libvips that no photo needs, those of other libraries first. */
const strangers = [
  'VipsForeignLoadPdf',
  'VipsForeignLoadMagick',
  'VipsForeignLoadMagick7',
  'VipsForeignLoadOpenslide',
  'VipsForeignLoadOpenexr',
  'VipsForeignLoadFits',
  'VipsForeignLoadMat',
  'VipsForeignLoadAnalyze',
  'VipsForeignLoadNifti',
  'VipsForeignLoadRad',
  'VipsForeignLoadPpm',
  'VipsForeignLoadCsv',
  'VipsForeignLoadMatrix',
  'VipsForeignLoadVips',
  'VipsForeignLoadJp2k',
  'VipsForeignLoadJxl',
];

async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // Every photo is seen once: nothing is worth keeping. One thread a photo leaves room for the next person, and each
  // thread more keeps memory that glibc does not give back (18 MB, measured).
  sharp.cache(false);
  sharp.concurrency(1);
  // The first bytes decide what is opened; should that ever be wrong, these are shut all the same. SVG stays, for what
  // we draw ourselves.
  sharp.block({ operation: strangers });
  return sharp;
}

/**
 * Resamples to exactly the size given with a Catmull-Rom cubic that averages when it shrinks: PIL's bicubic, which
 * the models were trained with, to a tenth of a grey level.
 */
export async function resizeRgb(
  { data, width, height }: RgbImage,
  to: { width: number; height: number },
): Promise<RgbImage> {
  const sharp = await loadSharp();
  const resized = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ ...to, fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  return { data: resized, ...to };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

/** Refuses what is too big or of no kind we read, by its first bytes. */
function admit(bytes: Uint8Array): NonNullable<ReturnType<typeof sniffImageFormat>> {
  if (bytes.byteLength > maxBytes) {
    throw new UserError(
      'image-too-large',
      `That photo is ${megabytes(bytes.byteLength)} and I can take up to ${megabytes(maxBytes)}; please send a smaller copy.`,
    );
  }
  const format = sniffImageFormat(bytes);
  if (format === null) {
    throw new UserError(
      'not-an-image',
      "That file isn't a photo I can read; please send a JPEG, PNG, WebP, AVIF, GIF or TIFF.",
    );
  }
  if (format === 'svg') {
    throw new UserError(
      'not-an-image',
      "That's an SVG drawing, which I don't read; please save it as PNG or JPEG.",
    );
  }
  return format;
}

/** Photos of up to 25 MB and 50 megapixels; codes `image-too-large`, `not-an-image`, `too-many-pixels`, `corrupt-image`, `heic`. */
export function createPhotoDecoder(): PhotoDecoder {
  return {
    async decode(bytes, options = {}) {
      options.signal?.throwIfAborted();
      const format = admit(bytes);
      const unreadable = (cause: unknown): UserError =>
        format === 'heic'
          ? new UserError(
              'heic',
              "That's a HEIC photo, which this machine can't open; please save or share it as JPEG.",
              { cause },
            )
          : new UserError(
              'corrupt-image',
              'That photo seems damaged, I could not open it; please save it anew or send another one.',
              { cause },
            );
      const sharp = await loadSharp();
      // Reads the header alone. The limit is ours to check, so that it is told apart from damage.
      const header = await sharp(bytes, { limitInputPixels: false, pages: 1 })
        .metadata()
        .catch((cause: unknown) => {
          throw unreadable(cause);
        });
      if (header.width * header.height > maxPixels) {
        throw new UserError(
          'too-many-pixels',
          `That photo has ${Math.round((header.width * header.height) / 1e6)} megapixels and I can take up to ${maxPixels / 1e6}; please send a smaller copy.`,
        );
      }
      const { data, info } = await sharp(bytes, {
        limitInputPixels: maxPixels,
        pages: 1,
        failOn: 'truncated',
      })
        .timeout({ seconds: decodeTimeoutSeconds })
        .autoOrient()
        .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true })
        .catch((cause: unknown) => {
          throw unreadable(cause);
        });
      options.signal?.throwIfAborted();
      if (info.channels !== 3) throw new Error(`sharp gave ${info.channels} channels`);
      return {
        hash: createHash('sha256').update(bytes).digest('hex'),
        format,
        ...header.autoOrient,
        rgb: { data, width: info.width, height: info.height },
      };
    },
  };
}

/** A small JPEG without metadata, at most `side` pixels on the longer side: what an answer shows of the photo. */
export async function thumbnail(photo: RgbImage, side = 512): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const { data, width, height } = photo;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer();
}

/** A drawing of our own (never one from outside) → the PNG a camera might have sent. */
export async function rasterise(svg: Uint8Array): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(svg).flatten({ background: '#ffffff' }).png().toBuffer();
}

/** A rectangle in pixels. */
export type Frame = { x: number; y: number; width: number; height: number };

/** The photo cut to exactly that size around its middle. */
const fill = { fit: 'cover', position: 'centre' } as const;

/**
 * A see-through drawing of our own over a photo: blurred and darkened as the ground of `canvas`, and sharp, with
 * round corners, within `frame`. A PNG of the canvas' size.
 */
export async function rasteriseOverPhoto(
  svg: Uint8Array,
  { photo, canvas, frame }: { photo: RgbImage; canvas: Frame; frame: Frame },
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
  const ground = sharp(blurred).resize({
    width: canvas.width,
    height: canvas.height,
    fit: 'fill',
    kernel: 'cubic',
  });
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
