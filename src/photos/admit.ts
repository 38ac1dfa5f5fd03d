/** Who is let in: what is seen of a photo before anything opens it. */
import { UserError } from '../errors.ts';
import { type ImageFormat, sniffImageFormat } from './image-format.ts';

const maxBytes = 25 * 1024 * 1024;

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

/** The format by the first bytes. Throws `UserError` for too many bytes and for what is of no kind we read. */
export function admit(bytes: Uint8Array): ImageFormat {
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

/** What a person is told of a photo of that format which could not be opened. */
export function unreadable(format: ImageFormat, cause: unknown): UserError {
  return format === 'heic'
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
}
